/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.JsonText;
import io.imgapi.core.config.ServiceAddress;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.service.ServiceStart;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes the configuration file: judged before anything is written, in place as a whole, and taken
 * back where the service does not come up with it.
 */
public final class ChangeConfig {
  /** What the zone's TLS front end forwards to (operator-scripts.md 7.5). */
  private static final int FRONT_END_PORT = 8080;

  private final InstanceLayout layout;
  private final ConfigReader reader;
  private final HostFiles files;
  private final ServiceManager services;
  private final ServiceStart start;
  private final Clock clock;

  /**
   * Works on one instance.
   *
   * @param files of its machine
   */
  public ChangeConfig(
      InstanceLayout layout,
      ConfigReader reader,
      HostFiles files,
      ServiceManager services,
      ServiceStart start,
      Clock clock) {
    this.layout = layout;
    this.reader = reader;
    this.files = files;
    this.services = services;
    this.start = start;
    this.clock = clock;
  }

  /** The text of the file as it is now, for an editor. */
  public String text(Path file) {
    return RawConfig.text(file, files);
  }

  /**
   * Sets and removes keys, in order; changes nothing yet.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where the result is not what the service accepts
   */
  public Prepared prepare(Path file, List<Assignment> assignments) {
    RawConfig before = RawConfig.read(file, files);
    ObjectNode values = before.values().deepCopy();
    List<String> warnings = new ArrayList<>();
    for (Assignment assignment : assignments) {
      assignment.applyTo(values);
      if (KeyType.of(assignment.key()) == KeyType.UNKNOWN && assignment.value().isPresent()) {
        warnings.add("the service knows no key " + assignment.key());
      }
    }
    return judged(
        before.path(),
        before.text(),
        before.values(),
        values,
        JsonText.of(values) + "\n",
        warnings);
  }

  /**
   * Takes a text for the new configuration; changes nothing yet.
   *
   * @param before the text that it was made from
   * @throws ImgapiException {@code CONFIG_INVALID} where it is not what the service accepts
   */
  public Prepared prepare(Path file, String before, String text) {
    ObjectNode values = RawConfig.valuesOf(file, text);
    return judged(file, before, RawConfig.valuesLeniently(before), values, text, new ArrayList<>());
  }

  private Prepared judged(
      Path file,
      String beforeText,
      ObjectNode before,
      ObjectNode values,
      String text,
      List<String> warnings) {
    ImgapiConfig config = judge(file, values);
    warnings.addAll(reader.warnings(values));
    List<ConfigPlan.Difference> differences = ConfigDiff.of(before, values);
    boolean movesPort = differences.stream().anyMatch(d -> d.key().equals("port"));
    if (movesPort && config.service().port() != FRONT_END_PORT) {
      warnings.add(
          "the zone's TLS front end forwards to port "
              + FRONT_END_PORT
              + ": with port "
              + config.service().port()
              + " nobody reaches the service over HTTPS until haproxy.cfg is changed too");
    }
    return new Prepared(
        new ConfigPlan(file, differences, List.copyOf(warnings)), beforeText, text, config);
  }

  private ImgapiConfig judge(Path file, ObjectNode values) {
    try {
      return reader.judge(file, values);
    } catch (ImgapiException e) {
      throw e.remedy("nothing was changed; the service would not start with this");
    }
  }

  /** A change that is ready. */
  public final class Prepared {
    private final ConfigPlan plan;
    private final String before;
    private final String after;
    private final ImgapiConfig config;

    private Prepared(ConfigPlan plan, String before, String after, ImgapiConfig config) {
      this.plan = plan;
      this.before = before;
      this.after = after;
      this.config = config;
    }

    public ConfigPlan plan() {
      return plan;
    }

    /**
     * Puts it in place, restarts the service and waits until it answers where it is configured now.
     *
     * @throws ImgapiException {@code FAILED} where the service does not come up: the message says
     *     which configuration is in place then; {@code LOCKED} where another change is under way or
     *     the key is being switched; {@code NOT_SET_UP} while a restore is unfinished
     */
    public ConfigResult apply(Events events) {
      RunLock lock =
          RunLock.take(
              layout.run(),
              "config.lock",
              "imgapi config, pid " + ProcessHandle.current().pid() + ", since " + clock.instant());
      try {
        RotationJournal.requireKeyAtRest(layout.run());
        new RunFiles(layout).requireNoRestore();
        return new ConfigSwap(layout, files, services, start, events)
            .swap(plan.file(), before, after, config.service(), addressBefore());
      } finally {
        lock.close();
      }
    }

    private Optional<ServiceAddress> addressBefore() {
      try {
        return Optional.of(
            reader.judge(plan.file(), RawConfig.valuesOf(plan.file(), before)).service());
      } catch (ImgapiException e) {
        if (e.code() == ExitCode.CONFIG_INVALID) {
          return Optional.empty();
        }
        throw e;
      }
    }
  }
}
