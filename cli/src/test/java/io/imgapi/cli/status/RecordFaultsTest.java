/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static io.imgapi.cli.status.Disturbance.added;
import static io.imgapi.cli.status.Disturbance.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.RestoreJournal;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.schedule.Crontab;
import io.imgapi.core.schedule.Job;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What runs leave behind, what cron does, and where the data lies. */
class RecordFaultsTest extends StatusTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String OLD_LINE =
      "17 * * * * /opt/smartdc/imgapi/bin/imgapi-standalone-backup -y"
          + " >>/var/log/triton/imgapi-backup.log 2>&1\n";

  private static Path inRun(String name) {
    return zone.data().resolve("run").resolve(name);
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time);
  }

  @Test
  void aBackupThatIsTwoPeriodsOld() throws Exception {
    require(at(in(Duration.ofMinutes(110)), "backup"), "ok");
    require(
        at(in(Duration.ofHours(3)), "backup"),
        "fault",
        "3 hours ago, more than 2 hours",
        "imgapi backup -y",
        "crontab");
  }

  @Test
  void aBackupThatNeverRan() throws Exception {
    without(
        inRun("backup.json"),
        () -> {
          without(inRun("backup.status"), () -> require(zone.check("backup"), "fault", "never"));
          require(zone.check("backup"), "ok", "by an original tool");
        });
  }

  @Test
  void aBackupThatFailed() throws Exception {
    String before = Files.readString(inRun("backup.json"));
    zone.sandbox().manta().faults().add(FaultRule.of(new Fault.Status(403)));
    zone.run("backup", "-y");
    zone.sandbox().manta().faults().clear();
    assertThat(Files.readString(inRun("backup.json"))).isNotEqualTo(before);
    JsonNode backup = zone.check("backup");
    require(backup, "fault", "it failed, exit status", "imgapi-backup.log", "imgapi backup -y");
    assertThat(backup.path("detail").asText()).isNotEmpty();
    zone.done("backup", "-y");
  }

  @Test
  void aBackupOfAnOriginalToolThatFailedLater() throws Exception {
    byte[] ours = Files.readAllBytes(inRun("backup.status"));
    FileTime then = Files.getLastModifiedTime(inRun("backup.status"));
    Files.writeString(inRun("backup.status"), "1\n");
    Files.setLastModifiedTime(inRun("backup.status"), FileTime.from(in(Duration.ofMinutes(1))));
    try {
      require(zone.check("backup"), "fault", "an original tool failed, exit status 1");
    } finally {
      Files.write(inRun("backup.status"), ours);
      Files.setLastModifiedTime(inRun("backup.status"), then);
    }
  }

  @Test
  void aBackupThatRunsIsWellAndOneThatHangsIsNot() throws Exception {
    zone.sandbox().manta().faults().add(FaultRule.of(new Fault.Hang()).method("PUT"));
    Thread backup = new Thread(() -> zone.run("backup", "-y", "--full"), "a backup that hangs");
    backup.start();
    try {
      while (!Files.readString(inRun("backup.json")).contains("\"running\"")) {
        Thread.onSpinWait();
      }
      require(zone.check("backup"), "ok", "running since");
      require(
          at(in(Duration.ofMinutes(15)), "backup"),
          "fault",
          "it hangs: no progress for 1",
          "kill " + ProcessHandle.current().pid());
    } finally {
      zone.sandbox().manta().faults().clear();
      backup.join();
    }
    zone.done("backup", "-y");
  }

  @Test
  void aBackupThatWasKilled() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    ObjectNode record = (ObjectNode) JSON.readTree(Files.readAllBytes(inRun("backup.json")));
    record.put("state", "running").put("pid", dead.pid());
    Disturbance.with(
        inRun("backup.json"),
        record.toString(),
        () -> require(zone.check("backup"), "fault", "killed", "process " + dead.pid()));
  }

  @Test
  void aRecordThatIsDamaged() throws Exception {
    Disturbance.with(
        inRun("backup.json"),
        "{\"state\":",
        () -> require(zone.check("backup"), "fault", "damaged: it is not JSON"));
  }

  @Test
  void anUploadOfLogsThatIsOldOrNeverRan() throws Exception {
    require(at(in(Duration.ofHours(3)), "log-upload"), "fault", "imgapi log-upload");
    without(
        inRun("logupload.json"),
        () ->
            without(
                inRun("logupload.status"),
                () -> require(zone.check("log-upload"), "fault", "never")));
  }

  @Test
  void logsThatWaitForTheirUpload() throws Exception {
    Path waiting = zone.root().resolve("var/log/triton/upload/imgapi_node0_20261101T000000.log");
    added(
        waiting,
        "a line\n",
        () -> {
          require(zone.check("log-upload"), "ok", "\"logUploadBacklogFiles\":1.0");
          Files.setLastModifiedTime(waiting, FileTime.from(in(Duration.ofHours(-4))));
          require(zone.check("log-upload"), "fault", "1 logs wait", "imgapi log-upload");
        });
  }

  @Test
  void logsThatAreNotRotatedAndThoseOfTheLastHourInATimeOfGrace() throws Exception {
    Instant next = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    zone.rotate(next.minus(Duration.ofMinutes(59)));
    require(at(next.plus(Duration.ofMinutes(5)), "log-rotation"), "ok");
    Instant late = next.plus(Duration.ofMinutes(15));
    require(at(late, "log-rotation"), "fault", "imgapi, imgapi-backup", "logadm");
    Path setUp = zone.root().resolve("var/svc/setup_complete");
    added(
        setUp,
        "",
        () -> {
          Files.setLastModifiedTime(setUp, FileTime.from(next.plusSeconds(60)));
          require(at(late, "log-rotation"), "skipped", "set up at");
        });
  }

  @Test
  void aRestoreThatWasNotFinished() throws Exception {
    RunFiles files = new RunFiles(new InstanceLayout(zone.root()));
    files.beginRestore(
        new RestoreJournal(
            zone.zone().mantaDirectory(), "", false, RestoreJournal.Phase.FETCHING, Instant.now()));
    try {
      require(zone.check("journals"), "fault", "a restore", "restore --abort");
      require(zone.check("restored"), "skipped", "unfinished work");
      assertThat(zone.faults()).containsExactly("journals");
    } finally {
      files.abortRestore();
    }
  }

  @Test
  void aKeyRotationThatWasNotFinished() throws Exception {
    added(
        inRun("rotate.json"),
        "{\"state\": \"accepted\"}",
        () ->
            require(zone.check("journals"), "fault", "it is: accepted", "--resume", "rotate-key"));
    added(
        inRun("rotate.json"),
        "{\"state\"",
        () -> require(zone.check("journals"), "fault", "its journal is damaged"));
  }

  @Test
  void cronLinesThatAreMissing() throws Exception {
    String whole = Crontab.of("").attached().text();
    try {
      zone.schedule(whole.replace(Job.BACKUP.line() + "\n", ""));
      require(zone.check("cron"), "fault", "missing: backup", "imgapi attach");
      assertThat(zone.faults()).containsExactly("cron");
      zone.program("/usr/bin/crontab", "-r");
      require(zone.check("cron"), "fault", "log rotation, log upload, backup");
    } finally {
      zone.schedule(whole);
    }
  }

  @Test
  void theOldBackupToolInCronIsOneFault() throws Exception {
    String whole = Crontab.of("").attached().text();
    try {
      zone.schedule(whole.replace(Job.BACKUP.line() + "\n", OLD_LINE));
      require(zone.check("old-tool"), "fault", "cron line: 17", "imgapi attach");
      assertThat(zone.faults()).containsExactly("old-tool");
    } finally {
      zone.schedule(whole);
    }
  }

  @Test
  void theOldBackupToolAsAScript() throws Exception {
    Path script = zone.root().resolve("opt/smartdc/imgapi/bin/imgapi-standalone-backup");
    Disturbance.with(
        script,
        "#!/bin/bash\nmanta-sync --delete /data/imgapi/images $rootDir/backup/images\n",
        () -> require(zone.check("old-tool"), "fault", "script: " + script));
  }

  @Test
  void aDataSetThatIsGoneOrElsewhere() throws Exception {
    Path state = directory.resolve("triton/zone-state/images0");
    added(
        state.resolve("dataset.gone"),
        "",
        () -> require(zone.check("dataset"), "fault", "absent", "reprovision replaces"));
    String name = zone.check("dataset").path("summary").asText().replaceAll(" .*", "");
    zone.program("/usr/sbin/zfs", "set", "mountpoint=/elsewhere", name);
    try {
      require(zone.check("dataset"), "fault", "/elsewhere", "zfs set mountpoint=/data " + name);
    } finally {
      zone.program("/usr/sbin/zfs", "set", "mountpoint=/data", name);
    }
  }
}
