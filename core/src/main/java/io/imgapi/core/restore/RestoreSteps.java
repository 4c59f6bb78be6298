/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.MirrorLoss;
import io.imgapi.core.run.RestoreJournal;
import io.imgapi.core.run.RestoredRecord;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.snapshot.SnapshotId;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * The steps of a restore in an instance, in the order that lets a broken one be taken up or given
 * up: journal, ownership, image files, then the trees, then the marker.
 */
final class RestoreSteps {
  private final InstanceLayout layout;
  private final ServiceSwitch service;
  private final Clock clock;
  private final RunFiles files;

  RestoreSteps(InstanceLayout layout, ServiceSwitch service, Clock clock) {
    this.layout = layout;
    this.service = service;
    this.clock = clock;
    this.files = new RunFiles(layout);
  }

  /**
   * What was prepared.
   *
   * @param replace whether local files that differ are moved aside
   */
  record Job(
      RestoreRequest request,
      ImgapiConfig config,
      RestoreRun.Prepared prepared,
      AreaRight area,
      FileStage files,
      boolean replace,
      Events events) {}

  /** Carries out what was prepared. */
  RestoreResult run(Job job) {
    try {
      return job.request().selection().only().isPresent() ? bringOne(job) : bringAll(job);
    } catch (IOException e) {
      throw RestoreRun.failed(layout.base(), e);
    }
  }

  /** An instance without Manta gets its marker and nothing else. */
  RestoreResult markOnly() {
    files.mark(clock.instant());
    files.writeRestored(
        new RestoredRecord(
            RestoredRecord.NO_MANTA,
            "",
            files.markerMd5(),
            files.fileStores(),
            List.of(),
            MirrorLoss.none()));
    return new RestoreResult(0, 0, 0, List.of(), List.of(), "", false);
  }

  private RestoreResult bringAll(Job job) throws IOException {
    RestoreRun.Prepared prepared = job.prepared();
    RestorePlan plan = prepared.plan();
    // Once manifests were placed there is no way back, whoever asks.
    RestoreJournal.Phase phase =
        files.restoreJournal().map(RestoreJournal::phase).orElse(RestoreJournal.Phase.FETCHING);
    RestoreJournal journal =
        new RestoreJournal(
            job.area().rootDir(),
            plan.source().snapshot().map(SnapshotId::toString).orElse(""),
            job.replace(),
            phase,
            clock.instant());
    job.events()
        .stands(
            "The service was not touched and nothing that was here has been changed. "
                + journal.toFinish()
                + " goes on from here; imgapi restore --abort gives it up.");
    files.beginRestore(journal);
    take(job.area(), phase);
    FileStage.Fetched fetched = job.files().fetch(prepared.files());
    files.beginRestore(journal.placing(clock.instant()));
    Placement placement = placement(job);
    Placement.Placed placed =
        placement.placeUnder(service, job.config().service(), prepared, job.events());
    RestoreResult result = placement.result(fetched, placed, prepared);
    files.mark(clock.instant());
    files.writeRestored(
        new RestoredRecord(
            job.area().rootDir(),
            job.area().token(),
            files.markerMd5(),
            files.fileStores(),
            result.withheld(),
            plan.source().loses()));
    ManifestStage.clearAll(layout);
    files.endRestore();
    return result;
  }

  private RestoreResult bringOne(Job job) throws IOException {
    job.events()
        .stands("Nothing that was here has been changed. The same command goes on from here.");
    job.area().take();
    FileStage.Fetched fetched = job.files().fetch(job.prepared().files());
    Placement placement = placement(job);
    Placement.Placed placed =
        placement.placeUnder(service, job.config().service(), job.prepared(), job.events());
    UUID image = job.request().selection().only().orElseThrow();
    files
        .restored()
        .filter(record -> record.withheld().contains(image.toString()))
        .ifPresent(record -> files.writeRestored(record.without(image)));
    return placement.result(fetched, placed, job.prepared());
  }

  private Placement placement(Job job) {
    return new Placement(layout, job.files(), new Replaced(layout, clock.instant()));
  }

  private void take(AreaRight area, RestoreJournal.Phase phase) {
    try {
      area.take();
    } catch (ImgapiException e) {
      if (e.code() == ExitCode.NOT_OWNER && phase == RestoreJournal.Phase.FETCHING) {
        files.abortRestore();
      }
      throw e;
    }
  }
}
