/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.HandTime;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSetCommandTest {
  private static final List<String> RESTART = List.of("disable -s imgapi", "enable -s imgapi");
  @TempDir Path root;
  private ServiceFixture zone;
  private HandTime time;

  @BeforeEach
  void layOut() {
    zone = new ServiceFixture(root);
    time = new HandTime(Instant.parse("2026-11-22T09:00:00Z"));
    zone.write(
        "data/imgapi/etc/imgapi.config.json",
        "{\"mode\":\"public\",\"port\":%d,\"serverName\":\"old\"}".formatted(zone.answering()));
  }

  @AfterEach
  void stop() {
    zone.close();
  }

  private Run set(World world, String... words) {
    String[] all =
        Stream.concat(Stream.of("config", "set", "--root", root.toString()), Stream.of(words))
            .toArray(String[]::new);
    return world.run(all);
  }

  private Run set(String... words) {
    return set(World.bare().in(time, time), words);
  }

  private Path beside(String suffix) {
    return zone.config().resolveSibling("imgapi.config.json" + suffix);
  }

  @Test
  void setsKeysOfTheFileAloneAndRestartsTheServiceAtItsNewAddress() throws IOException {
    String before = zone.configured();
    int port = zone.answering();
    Run run = set("-y", "port=" + port, "serverName=42", "manta.remote=", "logLevel=info");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(zone.configured())
        .isEqualTo(
            """
            {
                "mode": "public",
                "port": %d,
                "serverName": "42",
                "logLevel": "info"
            }
            """
                .formatted(port));
    assertThat(run.err()).contains("- serverName: old", "+ serverName: 42", "+ port: " + port);
    assertThat(run.err()).contains("haproxy.cfg");
    assertThat(run.out()).contains("restarted with it and answers", ".previous");
    assertThat(beside(".previous")).hasContent(before);
    assertThat(zone.calls()).isEqualTo(RESTART);
  }

  @Test
  void keepsTheModeOfTheFileForItAndForThePreviousOne() throws IOException {
    Files.setPosixFilePermissions(zone.config(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(set("-y", "serverName=x").status()).isZero();
    for (Path file : List.of(zone.config(), beside(".previous"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r-----");
    }
  }

  @Test
  void putsThePreviousBackWhereTheServiceDoesNotComeUp() throws IOException {
    String before = zone.configured();
    Run run = set("-y", "port=" + zone.silent());
    requireEnd(
        run, ExitCode.FAILED, "the previous one is back and the service answers", "imgapi log");
    assertThat(run.err()).contains("nobody listens on port");
    assertThat(zone.configured()).isEqualTo(before);
    assertThat(beside(".rejected")).exists();
    assertThat(zone.calls()).hasSize(4);
    assertThat(time.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void putsThePreviousBackWhereTheServiceControlRefuses() {
    String before = zone.configured();
    zone.refuseToStartWith("bad name");
    Run run = set("-y", "serverName=bad name");
    requireEnd(run, ExitCode.FAILED, "the previous one is back and the service answers");
    assertThat(zone.configured()).isEqualTo(before);
  }

  @Test
  void saysWhereTheServiceDoesNotAnswerWithThePreviousEither() throws IOException {
    zone.write(
        "data/imgapi/etc/imgapi.config.json",
        "{\"mode\":\"public\",\"port\":%d}".formatted(zone.silent()));
    String before = zone.configured();
    Run run = set("-y", "serverName=x");
    requireEnd(run, ExitCode.FAILED, "does not answer with that one either", "svcs -x imgapi");
    assertThat(zone.configured()).isEqualTo(before);
  }

  @Test
  void refusesWhatTheServiceWouldNotStartWithBeforeAnythingIsWritten() {
    String before = zone.configured();
    set("-y", "mode=bublic").requireFailure(ExitCode.CONFIG_INVALID, "mode", "nothing was changed");
    set("-y", "port=99999").requireFailure(ExitCode.CONFIG_INVALID, "port");
    set("-y", "port=http").requireFailure(ExitCode.CONFIG_INVALID, "port must be a number");
    set("-y", "channels=[]").requireFailure(ExitCode.CONFIG_INVALID, "channels");
    set("-y", "manta.insecure=yes").requireFailure(ExitCode.CONFIG_INVALID, "true or false");
    set("-y", "storageTypes=local").requireFailure(ExitCode.CONFIG_INVALID, "JSON list");
    set("-y", "mode.x=1").requireFailure(ExitCode.CONFIG_INVALID, "below mode");
    set("-y", "manta.insecure=true").requireFailure(ExitCode.CONFIG_INVALID, "manta.user");
    set("-y", "manta.rootDir=/x").requireFailure(ExitCode.USAGE, "computed", "manta.baseDir");
    set("-y", "port").requireFailure(ExitCode.USAGE, "KEY=VALUE");
    set("-y").requireFailure(ExitCode.USAGE, "nothing is to be set", "imgapi config -- set");
    assertThat(zone.configured()).isEqualTo(before);
    assertThat(beside(".previous")).doesNotExist();
    assertThat(zone.calls()).isEmpty();
  }

  @Test
  void readsValuesOfUnknownKeysAsJsonWhereTheyAreAndWarns() {
    Run run = set("-n", "answers.deep=[42]", "words=two words");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("+ answers.deep: [ 42 ]", "+ words: two words")
        .contains("the service knows no key words");
  }

  @Test
  void takesNoSecretFromTheCommandLineAndShowsNone() {
    Run run = set("-y", "ufds.bindPassword=hunter2");
    run.requireFailure(ExitCode.USAGE, "secret", "imgapi config edit");
    assertThat(run.err()).doesNotContain("hunter2");
    zone.write(
        "data/imgapi/etc/imgapi.config.json",
        "{\"mode\":\"public\",\"port\":%d,\"httpProxy\":\"http://me:hunter2@proxy\"}"
            .formatted(zone.answering()));
    Run unset = set("-y", "--unset", "httpProxy");
    assertThat(unset.status()).as(unset.err()).isZero();
    assertThat(unset.err()).contains("- httpProxy: ***").doesNotContain("hunter2");
    assertThat(zone.configured()).doesNotContain("httpProxy");
  }

  @Test
  void changesNothingWhenItIsOnlyShown() {
    String before = zone.configured();
    Run run = set("-n", "serverName=x", "--json");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\"schema\":\"imgapi/config-plan/1\"", "\"after\":\"x\"");
    assertThat(zone.configured()).isEqualTo(before);
    assertThat(zone.calls()).isEmpty();
    assertThat(root.resolve("data/imgapi/run")).doesNotExist();
  }

  @Test
  void asksFirstAndTakesNoForAnAnswer() {
    String before = zone.configured();
    requireEnd(set("serverName=x"), ExitCode.USAGE, "use -y");
    Run run = set(World.bare().answering("n\n").in(time, time), "serverName=x");
    assertThat(run.status()).isZero();
    assertThat(zone.configured()).isEqualTo(before);
  }

  @Test
  void doesNothingWhereNothingChanges() {
    Run run = set("-y", "serverName=old", "logLevel=");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("nothing to change");
    assertThat(zone.calls()).isEmpty();
  }

  @Test
  void leavesADisabledServiceDisabledAndSaysSo() {
    zone.state("disabled");
    Run run = set("-y", "serverName=x");
    assertThat(run.out()).contains("disabled and was left so");
    assertThat(zone.calls()).isEmpty();
  }

  @Test
  void restartsNothingForAFileThatTheServiceDoesNotRead() throws IOException {
    Path copy = root.resolve("copy.json");
    Files.writeString(copy, "{}");
    Run run = set("-y", "-f", copy.toString(), "serverName=x");
    assertThat(run.out()).contains("not the file that the service reads");
    assertThat(copy).content().contains("\"serverName\": \"x\"");
    assertThat(zone.calls()).isEmpty();
  }

  @Test
  void restartsNothingWhereThereIsNoServiceControl() throws IOException {
    Files.delete(root.resolve("usr/bin/svcs"));
    Run run = set("-y", "serverName=x");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("no imgapi service is managed");
  }

  @Test
  void writesThroughALinkAndLeavesTheLink() throws IOException {
    Path real = root.resolve("data/imgapi/etc/real.json");
    Files.move(zone.config(), real);
    Files.createSymbolicLink(zone.config(), real);
    assertThat(set("-y", "serverName=x").status()).isZero();
    assertThat(zone.config()).isSymbolicLink();
    assertThat(real).content().contains("\"serverName\": \"x\"");
    assertThat(zone.calls()).isEqualTo(RESTART);
  }

  @Test
  void refusesWhileTheKeyIsSwitchedOrARestoreIsUnfinished() {
    String before = zone.configured();
    zone.write("data/imgapi/run/rotate.json", "{\"state\":\"switched\"}");
    requireRefused(ExitCode.LOCKED, "rotate-key --resume");
    zone.write("data/imgapi/run/rotate.json", "{\"state\":\"published\"}");
    zone.write(
        "data/imgapi/run/restore.json",
        "{\"rootDir\":\"/a\",\"snapshot\":\"\",\"phase\":\"placing\","
            + "\"time\":\"2026-11-22T09:00:00Z\"}");
    requireRefused(ExitCode.NOT_SET_UP, "imgapi restore");
    assertThat(zone.configured()).isEqualTo(before);
    assertThat(zone.calls()).isEmpty();
  }

  private void requireRefused(ExitCode code, String remedy) {
    requireEnd(set("-y", "serverName=x"), code, remedy);
  }

  private static void requireEnd(Run run, ExitCode code, String... said) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.err()).contains(said).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void noticesWhereSomebodyElseChangesTheFileMeanwhile() {
    String others = "{\"mode\":\"private\"}";
    World somebody =
        World.bare()
            .in(time, time)
            .beforeYes(() -> zone.write("data/imgapi/etc/imgapi.config.json", others));
    Run run = set(somebody, "serverName=x");
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err()).contains("somebody else has changed the configuration");
    assertThat(zone.configured()).isEqualTo(others);
  }

  @Test
  void anOptionBeforeTheWordSetIsRefusedRatherThanDropped() {
    String before = zone.configured();
    CliHarness.run("config", "--root", root.toString(), "set", "-y", "serverName=x")
        .requireFailure(ExitCode.USAGE, "--root", "put it behind");
    assertThat(zone.configured()).isEqualTo(before);
  }

  @Test
  void aKeyThatIsCalledSetIsStillShown() {
    zone.write("data/imgapi/etc/imgapi.config.json", "{\"set\":\"a value\",\"edit\":true}");
    assertThat(CliHarness.run("config", "--root", root.toString(), "--", "set").out())
        .isEqualTo("a value\n");
    assertThat(CliHarness.run("config", "--root", root.toString(), "--", "edit").out())
        .isEqualTo("true\n");
  }
}
