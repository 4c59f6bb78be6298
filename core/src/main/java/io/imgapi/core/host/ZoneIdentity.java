/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.instance.IdentitySource;
import io.imgapi.core.instance.InstanceIdentity;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The identity of a zone: its uuid and metadata. A tree that is no zone's root gets a uuid of its
 * own, kept in {@code run/instance.json}, and the name of the machine.
 */
public final class ZoneIdentity implements IdentitySource {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LARGEST = 64 * 1024;
  private static final String SCHEMA = "imgapi/instance/1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final InstanceLayout layout;
  private final Host host;
  private final ZoneMetadata metadata;
  private final Supplier<String> uuids;
  private InstanceIdentity known;

  /**
   * The identity of one instance.
   *
   * @param uuids makes a new uuid, never the same twice
   */
  public ZoneIdentity(
      InstanceLayout layout, Host host, ZoneMetadata metadata, Supplier<String> uuids) {
    this.layout = layout;
    this.host = host;
    this.metadata = metadata;
    this.uuids = uuids;
  }

  @Override
  public synchronized InstanceIdentity identity() {
    if (known == null) {
      String uuid = zoneName().or(this::kept).orElseGet(uuids);
      known =
          new InstanceIdentity(
              uuid,
              metadata("sdc:alias").or(() -> said("hostname")).orElse("unknown"),
              metadata("sdc:datacenter_name").orElse(""));
    }
    return known;
  }

  /**
   * The uuid alone, for somebody who only looks; empty where the instance has none yet.
   *
   * @throws ImgapiException where that cannot be found out
   */
  public synchronized Optional<String> uuid() {
    return zoneName().or(this::kept);
  }

  private Optional<String> zoneName() {
    return layout.isSystemRoot() ? said("zonename") : Optional.empty();
  }

  private Optional<String> said(String program) {
    return host.run(Command.of(LIMIT, program)) instanceof Exited exited && exited.succeeded()
        ? Optional.of(exited.out().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private Optional<String> metadata(String key) {
    try {
      return metadata.get(key).filter(value -> !value.isBlank());
    } catch (ImgapiException e) {
      if (e.code() == ExitCode.NOT_SET_UP) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Path file() {
    return layout.run().resolve("instance.json");
  }

  private Optional<String> kept() {
    try {
      Optional<byte[]> content = host.files().read(file(), LARGEST);
      return content.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readTree(content.get()).path("uuid").asText())
              .filter(uuid -> !uuid.isEmpty());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void keep(InstanceIdentity identity) {
    if (zoneName().isPresent() || kept().isPresent()) {
      return;
    }
    try {
      Files.createDirectories(layout.run());
      AtomicFile.write(
          file(),
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsBytes(
                  JSON.createObjectNode().put("schema", SCHEMA).put("uuid", identity.uuid())));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ImgapiException failed(IOException e) {
    return ImgapiException.of(
            ExitCode.FAILED, "the instance's own uuid cannot be kept: " + IoReason.of(e))
        .with("file", file().toString())
        .remedy("check its directory's owner, mode and free space")
        .causedBy(e);
  }
}
