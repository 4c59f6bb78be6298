/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.config.Mode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.store.GiveUp;
import io.imgapi.core.store.MeteredStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreConnector;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Uploads rotated logs to Manta and deletes them here. Safe to run again after any end. */
public final class UploadLogs {
  private static final Duration BETWEEN = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private final InstanceLayout layout;
  private final ConfigReader reader;
  private final StoreConnector connector;
  private final HostFiles files;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * Works on one instance.
   *
   * @param files of this machine
   */
  public UploadLogs(
      InstanceLayout layout,
      ConfigReader reader,
      StoreConnector connector,
      HostFiles files,
      Clock clock,
      Sleeper sleeper) {
    this.layout = layout;
    this.reader = reader;
    this.connector = connector;
    this.files = files;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** What would be uploaded; changes nothing and asks nothing of Manta. */
  public UploadPlan plan(UploadRequest request) {
    String area = settings(request).layout().logs();
    UploadDirectory.Contents contents = new UploadDirectory(layout, files).look();
    return new UploadPlan(
        contents.waiting().stream()
            .map(
                log ->
                    new UploadPlan.Upload(
                        log.path(), log.facts().size(), LogUpload.target(area, log.name(), 1)))
            .toList(),
        contents.strangers());
  }

  /**
   * Uploads, whatever a backup is doing; one upload at a time.
   *
   * @return what became of each file
   * @throws ImgapiException with the reason why nothing at all could be uploaded; recorded, except
   *     where another upload holds the lock
   */
  public UploadResult run(UploadRequest request, Events events) {
    events.stands("What was uploaded is gone from here, the rest waits: imgapi log-upload");
    UploadDirectory directory = new UploadDirectory(layout, files);
    RunLock lock = lock();
    try {
      return recorded(request, directory, events);
    } finally {
      lock.close();
    }
  }

  private UploadResult recorded(UploadRequest request, UploadDirectory directory, Events events) {
    UploadRecord record = new UploadRecord(layout, directory, clock, events);
    try {
      UploadResult result = attempts(request, directory, record, events);
      record.ended(result);
      return result;
    } catch (ImgapiException e) {
      record.failed(e.code(), e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      record.failed(ExitCode.BUG, "unexpected: " + e);
      throw e;
    }
  }

  private RunLock lock() {
    return RunLock.take(
        layout.run(),
        "logupload.lock",
        "imgapi log-upload, pid " + ProcessHandle.current().pid() + ", since " + clock.instant());
  }

  private UploadResult attempts(
      UploadRequest request, UploadDirectory directory, UploadRecord record, Events events) {
    int uploaded = 0;
    long bytes = 0;
    int found = 0;
    for (int attempt = 1; ; attempt++) {
      record.running(attempt, request.attempts());
      UploadAttempt done = attempt(request, directory, events);
      uploaded += done.uploaded();
      bytes += done.bytes();
      found += done.found();
      if (attempt < request.attempts()) {
        sleeper.pause(BETWEEN);
        continue;
      }
      UploadDirectory.Contents left = directory.look();
      UploadResult result =
          new UploadResult(
              uploaded,
              bytes,
              found,
              done.failures(),
              left.strangers(),
              Backlog.of(left.waiting()));
      if (isMantaAsAWhole(result.exitCode())) {
        throw done.last().orElseThrow();
      }
      return result;
    }
  }

  /** Whether no single log is to blame. */
  private static boolean isMantaAsAWhole(ExitCode code) {
    return switch (code) {
      case AUTH_REFUSED, CLOCK, REMOTE_UNAVAILABLE -> true;
      default -> false;
    };
  }

  /** Everything is looked at anew: the key may have been changed while we waited. */
  private UploadAttempt attempt(UploadRequest request, UploadDirectory directory, Events events) {
    RotationJournal.requireKeyAtRest(layout.run());
    MantaSettings settings = settings(request);
    LogUpload upload = new LogUpload(settings.layout().logs(), connect(settings), files, sleeper);
    return new UploadAttempt(upload, settings, events).over(directory.look().waiting());
  }

  private ObjectStore connect(MantaSettings settings) {
    return new MeteredStore(connector.connect(settings, 1), List.of(new GiveUp(PATIENCE, clock)));
  }

  private MantaSettings settings(UploadRequest request) {
    ImgapiConfig config = reader.read(request.config());
    if (config.mode() == Mode.DC) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "this instance is part of a data centre, not a standalone one")
          .with("file", request.config().toString())
          .with("key", "mode");
    }
    return config.requireManta();
  }
}
