/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.zone.ZoneReport;
import io.imgapi.sandbox.zone.ZoneRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes, boots and removes zones of a sandbox that runs as a process of its own. Every failure is a
 * {@link SandboxException} with a reason, a message and a remedy.
 */
public final class ZoneControl {

  // Longer than the sandbox itself waits for a set-up, so that its own word is heard.
  private static final Duration BOOT_LIMIT = Duration.ofMinutes(6);
  private static final Duration ASK_LIMIT = Duration.ofSeconds(30);

  private final SandboxControl sandbox;
  private final ObjectMapper mapper = new ObjectMapper();

  /** Takes the directory of a sandbox. */
  public ZoneControl(Path directory) {
    this(new SandboxControl(directory));
  }

  ZoneControl(SandboxControl sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Makes a zone and boots it; returns when its services run.
   *
   * @throws SandboxException also when its set-up fails; the zone then stays, and {@link #reboot}
   *     tries again
   */
  public ZoneReport create(ZoneRequest request) {
    return report(call("POST", "/zones", write(request), BOOT_LIMIT));
  }

  /** Returns how each zone is, in the order in which they were made. */
  public List<ZoneReport> list() {
    return read(call("GET", "/zones", "", ASK_LIMIT), new TypeReference<List<ZoneReport>>() {});
  }

  /** Stops a zone and boots it again. */
  public ZoneReport reboot(String alias) {
    return report(call("POST", "/zones/" + requireName(alias) + "/reboot", "", BOOT_LIMIT));
  }

  /** Gives a zone a fresh root disk, keeps its {@code /data}, and boots it. */
  public ZoneReport reprovision(String alias) {
    return report(call("POST", "/zones/" + requireName(alias) + "/reprovision", "", BOOT_LIMIT));
  }

  /** Removes a zone with all that it holds. */
  public void destroy(String alias) {
    call("DELETE", "/zones/" + requireName(alias), "", BOOT_LIMIT);
  }

  private static String requireName(String alias) {
    if (alias.matches("[A-Za-z0-9._-]+")) {
      return alias;
    }
    throw noSuchZone(alias);
  }

  /** There is no zone of that name. */
  static SandboxException noSuchZone(String alias) {
    return new SandboxException(
        SandboxException.Reason.NO_SUCH_ZONE,
        "there is no zone " + alias,
        "see: imgapi sandbox zone list");
  }

  private String call(String method, String path, String body, Duration limit) {
    return new ControlClient(sandbox.running()).call(method, path, body, limit);
  }

  private ZoneReport report(String text) {
    return read(text, new TypeReference<ZoneReport>() {});
  }

  private String write(ZoneRequest request) {
    try {
      return mapper.writeValueAsString(request);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return mapper.readValue(text, type);
    } catch (JsonProcessingException other) {
      throw new SandboxException(
          SandboxException.Reason.CONTROL_FAILED,
          "the sandbox's answer about its zones cannot be read: " + other.getOriginalMessage(),
          "restart the sandbox with this version of the program",
          other);
    }
  }
}
