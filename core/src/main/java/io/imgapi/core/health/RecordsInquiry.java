/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.host.HostFiles.FileFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be told from the instance's own small files. */
record RecordsInquiry(Scene scene, Optional<ImgapiConfig> config) implements Inquiry {
  private static final Duration BACKUP_PATIENCE = Duration.ofMinutes(10);
  private static final Duration UPLOAD_PATIENCE = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(3);

  @Override
  public List<CheckName> checks() {
    return List.of(
        CheckName.RESTORED,
        CheckName.JOURNALS,
        CheckName.BACKUP,
        CheckName.LOG_UPLOAD,
        CheckName.LOG_ROTATION,
        CheckName.CERTIFICATE);
  }

  @Override
  public void make(Findings findings) {
    RestoreCheck restore = new RestoreCheck(scene);
    findings.check(CheckName.RESTORED, restore::marker);
    findings.check(CheckName.JOURNALS, restore::journals);
    findings.check(CheckName.BACKUP, () -> withManta(CheckName.BACKUP, this::backup));
    findings.check(CheckName.LOG_UPLOAD, () -> withManta(CheckName.LOG_UPLOAD, this::logUpload));
    findings.check(CheckName.LOG_ROTATION, new LogRotationCheck(scene)::look);
    findings.check(CheckName.CERTIFICATE, new CertificateCheck(scene)::look);
  }

  /** A configuration that cannot be read says nothing, so what there is counts. */
  private Finding withManta(CheckName check, Supplier<Finding> look) {
    return config.isPresent() && config.get().manta().isEmpty()
        ? Finding.skipped(check, "this instance has no Manta")
        : look.get();
  }

  private Finding backup() {
    return new RunCheck(
            scene,
            CheckName.BACKUP,
            Measure.BACKUP_AGE_SECONDS,
            "backup",
            BACKUP_PATIENCE,
            "/var/log/triton/imgapi-backup.log",
            "imgapi backup -y")
        .look();
  }

  private Finding logUpload() {
    Finding run =
        new RunCheck(
                scene,
                CheckName.LOG_UPLOAD,
                Measure.LOG_UPLOAD_AGE_SECONDS,
                "logupload",
                UPLOAD_PATIENCE,
                "/var/log/tritonlogupload.log",
                "imgapi log-upload")
            .look();
    List<FileFacts> waiting = waiting();
    Optional<Instant> oldest = waiting.stream().map(FileFacts::modified).min(Instant::compareTo);
    boolean late =
        oldest
            .filter(t -> Duration.between(t, scene.now()).compareTo(LONGEST_WAIT) > 0)
            .isPresent();
    Finding told =
        run.state() == CheckState.OK && late
            ? Finding.fault(
                    CheckName.LOG_UPLOAD,
                    waiting.size() + " logs wait, the oldest since " + Words.of(oldest.get()))
                .command("imgapi log-upload --dry-run")
                .see(scene.layout().resolve("/var/log/tritonlogupload.log").toString())
                .remedy("imgapi log-upload")
            : run;
    return told.measured(Measure.LOG_UPLOAD_BACKLOG_FILES, waiting.size());
  }

  private List<FileFacts> waiting() {
    return scene
        .files()
        .list(scene.layout().resolve("/var/log/triton/upload"))
        .orElse(List.of())
        .stream()
        .filter(
            file ->
                file.path().getFileName().toString().matches("[^_]+_.+_[0-9]{8}T[0-9]{6}\\.log"))
        .toList();
  }
}
