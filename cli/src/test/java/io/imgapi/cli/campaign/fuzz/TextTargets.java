/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import static io.imgapi.cli.campaign.fuzz.Seeds.text;
import static io.imgapi.cli.campaign.fuzz.Seeds.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.bunyan.BunyanRecord;
import io.imgapi.core.configedit.Assignment;
import io.imgapi.core.logs.RotatedName;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.markedtext.MarkedBlock;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RunRecord;
import io.imgapi.core.schedule.Crontab;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotMoment;
import io.imgapi.core.ssh.SshTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is read from texts alone. */
final class TextTargets {
  private static final Mutator BYTES = new BytesMutator();
  private static final Mutator JSON = new JsonMutator();
  private static final Mutator LINES = new LinesMutator(BYTES);
  private static final Pattern UUID_FIELD =
      Pattern.compile("\"uuid\"\\s*:\\s*\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");
  private static final MarkedBlock BLOCK =
      new MarkedBlock(line -> line.startsWith("ours"), line -> line.contains("theirs"));

  private TextTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        new FuzzTarget(
            "image-manifests",
            "manifests of images",
            120,
            Seeds.files("core/src/test/resources/manifests", ".raw"),
            List.of(BYTES, JSON, JSON),
            TextTargets::manifest),
        new FuzzTarget(
            "run-records",
            "records of runs",
            60,
            texts(
                """
                {"schema":"imgapi/run/1","state":"ended","pid":12,"started":"2026-11-22T09:17:00Z",
                 "updated":"2026-11-22T09:17:05Z","code":"PARTIAL","status":3,"message":"some failed",
                 "failures":["a","b"],"step":"upload"}""",
                """
                {"state":"running","pid":12,"started":"2026-11-22T09:17:00Z",
                 "updated":"2026-11-22T09:17:05Z","step":{"name":"upload","done":3}}"""),
            List.of(BYTES, JSON, JSON),
            input -> RunRecord.parse(input)),
        new FuzzTarget(
            "rotation-journals",
            "journals of a key's rotation",
            60,
            texts(
                """
                {"schema":"imgapi/rotate/1","state":"published","token":"pLaNtEdSeCrEt",
                 "oldKey":"/data/imgapi/etc/a.id_ecdsa","oldKeyId":"SHA256:abc",
                 "newKey":"/data/imgapi/etc/b.id_ecdsa","newKeyId":"SHA256:def",
                 "publicBefore":"ecdsa-sha2-nistp256 AAAA a","started":"2026-11-22T09:17:00Z",
                 "since":"2026-11-22T09:17:05Z"}"""),
            List.of(BYTES, JSON, JSON),
            TextTargets::rotationJournal),
        new FuzzTarget(
            "crontabs",
            "crontabs that our lines are merged into",
            80,
            texts(
                """
                # the platform's
                10 3 * * * /usr/sbin/logadm
                0 5 * * * /opt/local/sbin/pkg_admin fetch-pkg-vulnerabilities >/dev/null 2>&1
                17 * * * * /opt/smartdc/imgapi/bin/imgapi-standalone-backup -y >>/var/log/triton/b.log 2>&1
                1 * * * * /opt/smartdc/imgapi/tools/standalone/tritonlogupload.sh -a 5
                """,
                """
                #imgapi-off# 10 3 * * * /usr/sbin/logadm
                # imgapi: begin; kept by imgapi attach (after a line without its end)
                17 * * * * /data/imgapi-tools/current/bin/imgapi backup -y
                # imgapi: end
                """),
            List.of(BYTES, LINES, LINES),
            TextTargets::crontab),
        new FuzzTarget(
            "marked-texts",
            "logadm.conf and profiles that our lines are merged into",
            80,
            texts(
                """
                cron /var/cron/log -C 8 -s 1m -c
                theirs -C 168 -a 'tritonpostlogrotate.sh imgapi' -c -p 1h
                smf_logs /var/svc/log/*.log -C 8 -s 1m -c
                """,
                """
                export PAGER=less
                #imgapi-off# theirs
                # imgapi: begin; kept by imgapi attach
                ours 1
                # imgapi: end
                """),
            List.of(BYTES, LINES, LINES),
            TextTargets::markedText),
        new FuzzTarget(
            "log-lines",
            "lines of logs",
            60,
            texts(
                "{\"name\":\"imgapi\",\"hostname\":\"img0\",\"pid\":12,\"level\":30,\"msg\":\"hello\","
                    + "\"time\":\"2026-11-22T09:17:00.000Z\",\"v\":0,\"req\":{\"method\":\"GET\"}}",
                "    at Server.<anonymous> (/opt/smartdc/imgapi/lib/app.js:1:2)"),
            List.of(BYTES, JSON),
            input -> BunyanRecord.parse(text(input))),
        new FuzzTarget(
            "rotated-names",
            "names of rotated logs",
            40,
            texts(
                "imgapi_images0_20261122T090000.log",
                "imgapi-backup_my_node.x_20261101T003000.log"),
            List.of(BYTES),
            TextTargets::rotatedName),
        new FuzzTarget(
            "moments",
            "snapshots' names and moments",
            40,
            texts(
                "2026-11-22T091700Z",
                "2026-11-22",
                "2026-11-22T09:17:00Z",
                "latest",
                "2026-11-22T09:17"),
            List.of(BYTES),
            TextTargets::moment),
        new FuzzTarget(
            "ssh-targets",
            "machines to log in to",
            30,
            texts("root@10.0.0.7:2222", "headnode", "root@[fd00::1]:22", "a@b"),
            List.of(BYTES),
            TextTargets::sshTarget),
        new FuzzTarget(
            "assignments",
            "words of config set",
            40,
            texts(
                "port=8080",
                "manta.url=https://manta.example.com",
                "logLevel=info",
                "channels=[{\"name\":\"dev\"}]",
                "adminPassword=pLaNtEdSeCrEt"),
            List.of(BYTES),
            TextTargets::assignment));
  }

  /** A word that is no assignment is shown to who typed it; a secret in one that is, is not. */
  private static void assignment(byte[] input) {
    String word = text(input);
    if (word.indexOf('=') > 0) {
      Assignment.parse(word);
    }
  }

  private static void manifest(byte[] input) throws Exception {
    Matcher uuid = UUID_FIELD.matcher(text(input));
    UUID expected = uuid.find() ? UUID.fromString(uuid.group(1)) : new UUID(0, 0);
    ManifestParser.parse(expected, input);
  }

  private static void rotationJournal(byte[] input) {
    RotationJournal.parse(Path.of("/data/imgapi/run/rotate.json"), input)
        .ifPresent(
            journal ->
                assertThat(RotationJournal.parse(Path.of("/again"), journal.toJson()))
                    .contains(journal));
  }

  private static void crontab(byte[] input) {
    Crontab crontab = Crontab.of(text(input));
    Crontab attached = crontab.attached();
    assertThat(attached.isAttached()).as("attached is attached").isTrue();
    assertThat(attached.missing()).as("jobs missing").isEmpty();
    String detached = crontab.detached().text();
    assertThat(attached.detached().text()).as("taken out again").isEqualTo(detached);
    assertThat(Crontab.of(detached).attached().detached().text()).isEqualTo(detached);
  }

  private static void markedText(byte[] input) {
    String text = text(input);
    String with = BLOCK.into(text, List.of("ours 1", "ours 2"));
    assertThat(BLOCK.into(with, List.of("ours 1", "ours 2"))).as("put in again").isEqualTo(with);
    assertThat(BLOCK.outOf(with)).as("taken out again").isEqualTo(BLOCK.outOf(text));
  }

  /** What turns words of the command line into values says so. */
  private static void sshTarget(byte[] input) {
    try {
      SshTarget target = SshTarget.parse(text(input));
      assertThat(SshTarget.parse(target.toString())).isEqualTo(target);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not of the form");
    }
  }

  private static void rotatedName(byte[] input) {
    String name = text(input);
    RotatedName.parse(name).ifPresent(read -> assertThat(read.fileName()).isEqualTo(name));
  }

  private static void moment(byte[] input) {
    String text = text(input);
    SnapshotId.parse(text).ifPresent(id -> assertThat(id).hasToString(text));
    SnapshotMoment.parse(text);
  }
}
