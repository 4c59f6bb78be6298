/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.MdataGet;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.schedule.Job;
import io.imgapi.core.time.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is done in the zone itself round the replacement of its root, by the program that is
 * installed on its data set: what is on the root disk is saved before, and hooked in again after
 * (triton-apis.md 14.18).
 */
public final class ZoneWork {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int TRIES = 12;
  private static final int LAST_LINES = 5;
  private final Host host;
  private final InstanceLayout layout;
  private final Duration backupLimit;
  private final Sleeper sleeper;
  private final Events events;

  /**
   * Work in one zone.
   *
   * @param host the zone
   * @param layout where the instance lies in it
   * @param backupLimit how long a backup may take
   */
  public ZoneWork(
      Host host, InstanceLayout layout, Duration backupLimit, Sleeper sleeper, Events events) {
    this.host = host;
    this.layout = layout;
    this.backupLimit = backupLimit;
    this.sleeper = sleeper;
    this.events = events;
  }

  private String program() {
    return layout.root().resolve(Path.of("/").relativize(Path.of(Job.PROGRAM))).toString();
  }

  /**
   * Makes sure that the machine is the instance and that the program is there. Changes nothing.
   *
   * @throws ImgapiException {@code REFUSED} where it is another machine, {@code NOT_SET_UP} where
   *     the program is not installed
   */
  void require(ReprovisionPlan plan) {
    String uuid =
        new MdataGet(host, new ZonePrograms(layout.root())).get("sdc:uuid").orElse("").strip();
    if (!uuid.equals(plan.vm().toString())) {
      throw ImgapiException.of(
              ExitCode.REFUSED, host.name() + " is not the instance " + plan.alias())
          .with("instance", plan.vm().toString())
          .with("host", uuid.isEmpty() ? "tells no uuid" : uuid)
          .remedy("name the address of the instance's zone: --host root@ADDRESS");
    }
    if (host.files().lookThrough(Path.of(program())).isEmpty()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "imgapi is not installed in the instance")
          .with("missing", program())
          .remedy(
              "back it up and upload its logs by hand: imgapi-standalone-backup -y;"
                  + " tritonlogupload.sh; then leave --host out and say so with --no-backup-check");
    }
  }

  /** Saves what would be lost; nothing else has been changed in the instance then. */
  void before(ReprovisionPlan plan) {
    if (plan.manta().isPresent()) {
      run("its data is being backed up", backupLimit, List.of("backup", "-y"));
      run("its logs are being uploaded", backupLimit, List.of("log-upload"));
    } else {
      events.notice(
          Events.Level.WARN, "it has no Manta: nothing can be backed up, and its logs are lost");
    }
  }

  private void run(String what, Duration limit, List<String> words) {
    events.notice(Events.Level.INFO, what + ": imgapi " + String.join(" ", words));
    Host.Result result = call(limit, words);
    if (!(result instanceof Host.Exited exited && exited.succeeded())) {
      throw failed(words, result)
          .remedy(
              "its root was not touched; see to it in the instance, then run the same command again");
    }
  }

  private Host.Result call(Duration limit, List<String> words) {
    String[] line = new String[words.size() + 1];
    line[0] = program();
    for (int i = 0; i < words.size(); i++) {
      line[i + 1] = words.get(i);
    }
    return host.run(Command.of(limit, line));
  }

  private ImgapiException failed(List<String> words, Host.Result result) {
    ImgapiException failure =
        ImgapiException.of(
                ExitCode.FAILED,
                "imgapi "
                    + String.join(" ", words)
                    + " in the instance "
                    + (result instanceof Host.Exited exited
                        ? "ended with " + exited.status()
                        : result instanceof Host.TimedOut late
                            ? "did not end within " + late.limit().toMinutes() + " min"
                            : "could not be started"))
            .with("host", host.name());
    return result instanceof Host.Exited exited ? failure.with("it said", last(exited)) : failure;
  }

  private static String last(Host.Exited exited) {
    List<String> lines = (exited.out() + exited.err()).strip().lines().toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /**
   * Hooks the program into the new root. The zone's SSH server may still be starting.
   *
   * @throws ImgapiException {@code PARTIAL}: the instance runs, and this is left to be done
   */
  void after() throws InterruptedException {
    events.notice(Events.Level.INFO, "imgapi is being hooked into the new root: imgapi attach");
    ImgapiException last = null;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        Host.Result result = call(SHORT, List.of("attach"));
        if (result instanceof Host.Exited exited && exited.succeeded()) {
          return;
        }
        last = failed(List.of("attach"), result);
      } catch (ImgapiException e) {
        last = e;
        if (e.code() != ExitCode.REMOTE_UNAVAILABLE) {
          break;
        }
      }
      sleeper.sleep(BETWEEN);
    }
    throw ImgapiException.of(
            ExitCode.PARTIAL,
            "the instance answers on its new image, but imgapi is not hooked into it: "
                + last.getMessage())
        .with("host", host.name())
        .remedy("type in the instance: " + Job.PROGRAM + " attach")
        .causedBy(last);
  }
}
