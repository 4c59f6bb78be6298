/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.HandTime;
import io.imgapi.cli.TroubledInstance;
import io.imgapi.core.bunyan.BunyanRecord;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.time.Sleeper;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogUploadCommandTest extends TroubledInstance {
  private static final String NINE = "imgapi_images0_20261122T090000.log";
  private static final String PUT_LOG = ".*/logs/.*\\.log";

  private Path place() {
    return zone.root().resolve("var/log/triton/upload");
  }

  private Path log(String name, String content) {
    try {
      Files.createDirectories(place());
      return Files.writeString(place().resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> waiting() throws IOException {
    try (Stream<Path> files = Files.list(place())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Run upload(String... words) {
    HandTime time = new HandTime(Instant.now());
    return CliHarness.run(time, time, words("log-upload", words));
  }

  private Run uploaded(String... words) {
    Run run = upload(words);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  /** What is in Manta at a path below the logs of the instance. */
  private String stored(String path) {
    Run run = CliHarness.run("manta", "get", "--root", zone.root().toString(), inManta(path));
    assertThat(run.status()).as(run.err()).isZero();
    return run.bytes();
  }

  private String inManta(String path) {
    return zone.mantaDirectory() + "/logs/" + path;
  }

  private List<String> inHour(String path) {
    Run run = CliHarness.run("manta", "ls", "--root", zone.root().toString(), inManta(path));
    return run.out().lines().toList();
  }

  private JsonNode record() throws IOException {
    return new ObjectMapper().readTree(Files.readString(inRun("logupload.json")));
  }

  private void requireRecorded(ExitCode code) throws IOException {
    assertThat(inRun("logupload.status")).hasContent(code.status() + "\n");
    assertThat(record().path("code").asText()).isEqualTo(code.name());
    assertThat(record().path("state").asText()).isEqualTo("ended");
  }

  private void passing(Fault fault, String method) {
    sandbox.manta().faults().add(FaultRule.of(fault).method(method).path(PUT_LOG).times(2));
  }

  @Test
  void uploadsToTheHourThatTheLogTellsOfAndDeletesHere() throws IOException {
    log(NINE, "of the hour from eight to nine");
    log("imgapi-backup_my_node.x_20261101T003000.log", "around midnight");
    Run run = uploaded();
    assertThat(run.out()).contains("done: uploaded 2 logs").contains("0 wait");
    assertThat(stored("imgapi/2026/11/22/08/images0.log"))
        .isEqualTo("of the hour from eight to nine");
    assertThat(stored("imgapi-backup/2026/10/31/23/my_node.x.log")).isEqualTo("around midnight");
    assertThat(
            CliHarness.run(
                    "manta",
                    "info",
                    "--root",
                    zone.root().toString(),
                    inManta("imgapi/2026/11/22/08/images0.log"))
                .out())
        .contains("text/plain");
    assertThat(waiting()).isEmpty();
    requireRecorded(ExitCode.OK);
    assertThat(record().path("backlog").path("count").asInt(-1)).isZero();
  }

  @Test
  void aSecondLogOfTheHourGoesToAnObjectOfItsOwn() throws IOException {
    log(NINE, "first");
    uploaded();
    log("imgapi_images0_20261122T093000.log", "second");
    uploaded();
    log("imgapi_images0_20261122T094500.log", "third");
    uploaded();
    String hour = "imgapi/2026/11/22/08/";
    assertThat(inHour(hour)).containsExactly("images0.2.log", "images0.3.log", "images0.log");
    assertThat(stored(hour + "images0.log")).isEqualTo("first");
    assertThat(stored(hour + "images0.2.log")).isEqualTo("second");
    assertThat(stored(hour + "images0.3.log")).isEqualTo("third");
  }

  @Test
  void killedBetweenUploadAndDeletionItOnlyDeletesTheNextTime() throws IOException {
    log(NINE, "content");
    log("imgapi_images0_20261122T093000.log", "other content");
    uploaded();
    log(NINE, "content");
    log("imgapi_images0_20261122T093000.log", "other content");
    Run run = uploaded();
    assertThat(run.out()).contains("found 2 there already");
    assertThat(waiting()).isEmpty();
    assertThat(inHour("imgapi/2026/11/22/08")).containsExactly("images0.2.log", "images0.log");
  }

  @Test
  void anEmptyLogIsUploadedToo() throws IOException {
    log(NINE, "");
    uploaded();
    assertThat(stored("imgapi/2026/11/22/08/images0.log")).isEmpty();
    assertThat(waiting()).isEmpty();
  }

  @Test
  void outlastsPassingTrouble() throws IOException {
    for (Fault fault :
        List.of(
            new Fault.Status(503),
            new Fault.LostAnswer(),
            new Fault.ComputedMd5(false),
            new Fault.FlippedStore(0L),
            new Fault.Race())) {
      passing(fault, "PUT");
      String content = "content under " + fault;
      log(NINE, content);
      uploaded();
      assertThat(stored("imgapi/2026/11/22/08/images0.log"))
          .as(fault.toString())
          .isEqualTo(content);
      assertThat(waiting()).isEmpty();
      assertThat(inHour("imgapi/2026/11/22/08")).as(fault.toString()).hasSize(1);
      troubleIsOver();
      CliHarness.run(
          "manta", "rm", "-y", "-r", "--root", zone.root().toString(), inManta("imgapi"));
    }
  }

  @Test
  void keepsTheLogWhereMantaFailsAndSaysWhatToDo() throws IOException {
    log(NINE, "content");
    trouble(new Fault.Status(503), "PUT|HEAD", PUT_LOG, 0);
    Run run = upload();
    requireEnd(run, ExitCode.REMOTE_UNAVAILABLE, "stays here", "when Manta answers");
    assertThat(waiting()).containsExactly(NINE);
    requireRecorded(ExitCode.REMOTE_UNAVAILABLE);
    assertThat(record().path("backlog").path("count").asInt()).isEqualTo(1);
    assertThat(record().path("backlog").path("bytes").asInt()).isEqualTo(7);
    assertThat(record().path("backlog").path("oldest").asText()).isEqualTo("2026-11-22T09:00:00Z");
    troubleIsOver();
    uploaded();
    requireRecorded(ExitCode.OK);
  }

  @Test
  void keepsTheLogAsLongAsWhatArrivedIsNotProvenToBeIt() throws IOException {
    log(NINE, "content");
    trouble(new Fault.ComputedMd5(false), "PUT", PUT_LOG, 0);
    trouble(new Fault.Status(503), "HEAD", PUT_LOG, 1);
    Run run = upload();
    assertThat(run.status()).as(run.err()).isNotZero();
    assertThat(waiting()).containsExactly(NINE);
    assertThat(inRun("logupload.status")).content().isNotEqualTo("0\n");
  }

  @Test
  void saysWhereMantaIsNotThereAtAllAndEndsInTime() throws IOException {
    for (int hour = 10; hour < 24; hour++) {
      log("imgapi_images0_20261122T%d0000.log".formatted(hour), "x");
    }
    mantaGoesAway();
    HandTime time = new HandTime(Instant.now());
    Run run = CliHarness.run(time, time, words("log-upload"));
    requireEnd(run, ExitCode.REMOTE_UNAVAILABLE, "when the store answers");
    assertThat(time.waited()).isLessThan(PATIENCE);
    assertThat(waiting()).hasSize(14);
    requireRecorded(ExitCode.REMOTE_UNAVAILABLE);
    startManta();
    uploaded();
    assertThat(waiting()).isEmpty();
  }

  @Test
  void saysWhereMantaRefusesTheKey() throws IOException {
    log(NINE, "content");
    log("imgapi_images0_20261122T100000.log", "content");
    takeAnotherKey();
    Run run = upload();
    requireEnd(run, ExitCode.AUTH_REFUSED, "add the instance's public key");
    assertThat(run.err().lines().filter(line -> line.contains("stays here"))).hasSize(1);
    assertThat(waiting()).hasSize(2);
    requireRecorded(ExitCode.AUTH_REFUSED);
  }

  @Test
  void oneBadFileDoesNotHoldUpTheOthers() throws IOException {
    Files.createDirectories(place().resolve("imgapi_images0_20261122T010000.log"));
    Files.createSymbolicLink(place().resolve("imgapi_images0_20261122T020000.log"), Path.of("no"));
    for (int hour = 10; hour < 20; hour++) {
      log("imgapi_images0_20261122T%d0000.log".formatted(hour), "log " + hour);
    }
    sandbox
        .manta()
        .faults()
        .add(FaultRule.of(new Fault.Status(403)).method("PUT").path(".*/2026/11/22/14/.*\\.log"));
    Run run = upload();
    requireEnd(run, ExitCode.PARTIAL, "T010000.log stays here: it is no regular file");
    assertThat(run.out()).contains("uploaded 9 logs").contains("3 failed, 3 wait");
    assertThat(waiting())
        .containsExactly(
            "imgapi_images0_20261122T010000.log",
            "imgapi_images0_20261122T020000.log",
            "imgapi_images0_20261122T150000.log");
    requireRecorded(ExitCode.PARTIAL);
    assertThat(record().path("failures")).hasSize(3);
    Run again = upload();
    assertThat(again.status()).isEqualTo(ExitCode.FAILED.status());
    requireRecorded(ExitCode.FAILED);
  }

  @Test
  void leavesAloneWhatNoRotationNamesSo() throws IOException {
    log("notes.txt", "x");
    log("imgapi_images0_20261399T090000.log", "no such day");
    Run run = uploaded();
    assertThat(run.out()).contains("left alone", "notes.txt", "20261399");
    assertThat(waiting()).hasSize(2);
  }

  @Test
  void looksAsOftenAsItIsToldAMinuteApart() throws IOException {
    log(NINE, "there from the beginning");
    HandTime time = new HandTime(Instant.now());
    Sleeper logadm =
        pause -> {
          time.sleep(pause);
          if (time.waited().equals(Duration.ofMinutes(2))) {
            log("imgapi_images0_20261122T100000.log", "copied meanwhile");
          }
        };
    Run run = World.bare().in(time, logadm).run(words("log-upload", "--attempts", "5"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("uploaded 2 logs");
    assertThat(time.waited()).isEqualTo(Duration.ofMinutes(4));
    assertThat(waiting()).isEmpty();
    upload("--attempts", "0").requireFailure(ExitCode.USAGE, "--attempts");
  }

  @Test
  void asksNothingAndChangesNothingWhenItIsOnlyShown() throws IOException {
    log(NINE, "content");
    long before = requests();
    Run run = uploaded("--dry-run");
    assertThat(run.out()).contains("would upload", inManta("imgapi/2026/11/22/08/images0.log"));
    assertThat(uploaded("-n", "--json").out()).contains("imgapi/log-upload-plan/1");
    assertThat(requests()).isEqualTo(before);
    assertThat(waiting()).containsExactly(NINE);
    assertThat(inRun("logupload.json")).doesNotExist();
  }

  @Test
  void isRefusedWhileTheKeyIsSwitchedAndOnlyThen() throws IOException {
    log(NINE, "content");
    for (String state : List.of("accepted", "switched")) {
      Files.writeString(inRun("rotate.json"), "{\"state\":\"" + state + "\"}");
      requireEnd(upload(), ExitCode.LOCKED, state, "imgapi rotate-key --resume");
      requireRecorded(ExitCode.LOCKED);
    }
    Files.writeString(inRun("rotate.json"), "{ torn");
    requireEnd(upload(), ExitCode.FAILED, "damaged", "rotate.json");
    assertThat(waiting()).containsExactly(NINE);
    for (String state : List.of("generated", "published", "proven", "retired")) {
      Files.writeString(inRun("rotate.json"), "{\"state\":\"" + state + "\"}");
      uploaded();
    }
    assertThat(waiting()).isEmpty();
  }

  @Test
  void twoDoNotOverlapButABackupStopsNobody() throws IOException {
    log(NINE, "content");
    RunLock other = RunLock.take(inRun("x").getParent(), "logupload.lock", "the other one");
    requireEnd(upload(), ExitCode.LOCKED, "the other one");
    assertThat(inRun("logupload.status")).doesNotExist();
    other.close();
    RunLock backup = RunLock.take(inRun("x").getParent(), "a backup that takes a day");
    uploaded();
    backup.close();
    assertThat(waiting()).isEmpty();
  }

  @Test
  void saysWhereTheInstanceHasNoMantaOrIsNoStandaloneOne() throws IOException {
    log(NINE, "content");
    Files.writeString(zone.configuration(), "{\"mode\":\"public\"}");
    requireEnd(upload(), ExitCode.CONFIG_INVALID, "this instance has no Manta");
    requireRecorded(ExitCode.CONFIG_INVALID);
    Files.writeString(zone.configuration(), "{ oops");
    requireEnd(upload(), ExitCode.CONFIG_INVALID, "imgapi config --check");
    requireRecorded(ExitCode.CONFIG_INVALID);
    assertThat(waiting()).containsExactly(NINE);
  }

  @Test
  void tellsItsResultAsJson() throws IOException {
    log(NINE, "content");
    JsonNode json = new ObjectMapper().readTree(uploaded("--json").out());
    assertThat(json.path("schema").asText()).isEqualTo("imgapi/log-upload/1");
    assertThat(json.path("uploaded").asInt()).isEqualTo(1);
    assertThat(json.path("status").asInt(-1)).isZero();
  }

  @Test
  void tellsAllItSaysAsRecordsOfALog() throws IOException {
    log(NINE, "content");
    Run run = uploaded("--bunyan");
    assertThat(run.err()).isEmpty();
    List<BunyanRecord> records =
        run.out().lines().map(line -> BunyanRecord.parse(line).orElseThrow()).toList();
    assertThat(records).hasSize(2).allMatch(record -> record.name().equals("imgapi-log-upload"));
    assertThat(records.get(0).message()).contains(NINE, "uploaded");
    assertThat(records.get(1).fields().path("uploaded").asInt()).isEqualTo(1);
    takeAnotherKey();
    log(NINE, "other content");
    Run refused = upload("--bunyan");
    assertThat(refused.status()).isEqualTo(ExitCode.AUTH_REFUSED.status());
    assertThat(refused.err()).isEmpty();
    BunyanRecord last =
        BunyanRecord.parse(refused.out().lines().reduce((a, b) -> b).orElseThrow()).orElseThrow();
    assertThat(last.level()).isEqualTo(50);
    assertThat(last.fields().path("code").asText()).isEqualTo("AUTH_REFUSED");
    assertThat(last.fields().path("remedy").asText()).contains("public key");
  }
}
