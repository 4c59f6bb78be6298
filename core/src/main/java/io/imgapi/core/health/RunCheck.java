/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the last run of what cron starts every hour stands: by its record, or by the file with its
 * exit status alone where an original tool wrote last.
 *
 * @param name of its files in {@code run/}
 * @param patience how long a run may say nothing of its progress
 * @param log that cron writes
 * @param rerun what to type to do it now
 */
record RunCheck(
    Scene scene,
    CheckName check,
    Measure age,
    String name,
    Duration patience,
    String log,
    String rerun) {
  private static final Duration PERIOD = Duration.ofHours(1);

  /** One run may fall out of step; two that are missing are a fault (operator-scripts.md R4). */
  private static final Duration LIMIT = PERIOD.multipliedBy(2);

  private static final Duration SAME_MOMENT = Duration.ofSeconds(10);

  Finding look() {
    Optional<FileFacts> file = scene.files().lookThrough(inRun(".json"));
    Optional<byte[]> content = scene.read(inRun(".json"));
    Optional<FileFacts> status = scene.files().lookThrough(inRun(".status"));
    if (file.isEmpty() || content.isEmpty()) {
      return status.isEmpty() ? never() : byStatus(status.get());
    }
    RunRecord record;
    try {
      record = RunRecord.parse(content.get());
    } catch (IOException e) {
      return Finding.fault(check, "the record of the last run is damaged: " + e.getMessage())
          .see(inRun(".json").toString())
          .remedy("the next run replaces it: " + rerun);
    }
    if (record.running()) {
      return underWay(record);
    }
    // Our runs write both at the end, by the file system's one clock; a later one is another's.
    Instant ours = file.get().modified().plus(SAME_MOMENT);
    boolean another = status.filter(other -> other.modified().isAfter(ours)).isPresent();
    return another ? byStatus(status.get()) : ended(record);
  }

  private Finding never() {
    return Finding.fault(check, "it never ran")
        .see(scene.layout().resolve(log).toString())
        .remedy("crontab -l; to run it now: " + rerun);
  }

  private Finding underWay(RunRecord record) {
    Duration silent = Duration.between(record.updated(), scene.now());
    String since = "since " + Words.of(record.started());
    if (!lives(record.pid())) {
      return fault("it was killed: process " + record.pid() + " is gone")
          .detail("it ran " + since + "; what it did is kept, the next run goes on from there")
          .remedy(rerun);
    }
    if (silent.compareTo(patience) > 0) {
      return fault("it hangs: no progress for " + Words.of(silent))
          .detail("process " + record.pid() + ", " + since + at(record))
          .remedy("kill " + record.pid() + "; nothing is lost; then: " + rerun);
    }
    return Finding.ok(check, "running " + since + at(record));
  }

  private static String at(RunRecord record) {
    return record.step().isEmpty() ? "" : ": " + record.step();
  }

  /** Every process has a directory there, on illumos as on Linux. */
  private boolean lives(long pid) {
    return scene.files().look(Path.of("/proc")).isEmpty()
        || scene.files().look(Path.of("/proc/" + pid)).isPresent();
  }

  private Finding ended(RunRecord record) {
    Duration since = Duration.between(record.updated(), scene.now());
    Finding finding;
    if (since.compareTo(LIMIT) > 0) {
      finding = stale(since);
    } else if (record.status() == ExitCode.OK.status()) {
      finding = Finding.ok(check, "done " + Words.of(since) + " ago");
    } else if (record.status() == ExitCode.TERMINATED.status()) {
      finding =
          Finding.warning(check, "it was asked to stop, " + Words.of(since) + " ago")
              .see(scene.layout().resolve(log).toString())
              .remedy("the next run goes on where it was; at once: " + rerun);
    } else {
      finding =
          fault("it failed, exit status " + record.status() + " " + record.code())
              .detail(reason(record))
              .remedy(rerun);
    }
    return finding.measured(age, (double) since.toSeconds());
  }

  private static String reason(RunRecord record) {
    if (!record.message().isEmpty() || record.failures().isEmpty()) {
      return record.message();
    }
    int more = record.failures().size() - 1;
    return record.failures().get(0) + (more == 0 ? "" : " (and " + more + " more)");
  }

  private Finding stale(Duration since) {
    return fault("it last ended " + Words.of(since) + " ago, more than " + Words.of(LIMIT))
        .remedy("crontab -l; svcs -x cron; to run it now: " + rerun);
  }

  /** All that the original tools leave: a number, and when it was written. */
  private Finding byStatus(FileFacts file) {
    String status = scene.text(file.path()).map(String::strip).orElse("");
    Duration since = Duration.between(file.modified(), scene.now());
    Instant ended = file.modified();
    Finding finding;
    if (since.compareTo(LIMIT) > 0) {
      finding = stale(since);
    } else {
      finding =
          status.equals("0")
              ? Finding.ok(check, "done by an original tool at " + Words.of(ended))
              : fault("an original tool failed, exit status " + status).remedy(rerun);
    }
    return finding.measured(age, (double) since.toSeconds());
  }

  private Finding fault(String summary) {
    return Finding.fault(check, summary).see(scene.layout().resolve(log).toString());
  }

  private Path inRun(String suffix) {
    return scene.layout().run().resolve(name + suffix);
  }
}
