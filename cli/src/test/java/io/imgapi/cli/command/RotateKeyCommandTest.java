/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.RotatingZone;
import io.imgapi.cli.output.Prompter;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RotationJournal.State;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateKeyCommandTest {
  @TempDir Path directory;
  private RotatingZone zone;
  private String oldKeyId;

  @BeforeEach
  void start() throws Exception {
    zone = RotatingZone.start(directory);
    oldKeyId = zone.acceptedKeyId();
  }

  @AfterEach
  void stop() {
    zone.close();
  }

  private Run rotate(World world, String... more) {
    List<String> words = new ArrayList<>(List.of("rotate-key"));
    words.addAll(List.of(more));
    return zone.run(world, words.toArray(String[]::new));
  }

  @Test
  void asksShowsTheKeyAsksAgainAndEndsWithTheServiceOnTheNewKey() throws Exception {
    List<String> asked = new ArrayList<>();
    Run run =
        rotate(
            World.bare()
                .asking(
                    question -> {
                      asked.add(question);
                      zone.register();
                      return Optional.of("y");
                    }));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(asked).containsExactly("Rotate the key? [y/N]", "Is it there? Go on? [y/N]");
    assertThat(run.err())
        .contains("Manta URL: ")
        .contains("Manta user:        operator")
        .contains("ecdsa-sha2-nistp256 ")
        .contains("| triton -a operator key add -n imgapi-images0-")
        .doesNotContain("PRIVATE");
    String newKeyId = zone.acceptedKeyId();
    assertThat(newKeyId).isNotEqualTo(oldKeyId);
    assertThat(run.out())
        .contains("done: the service uses the new key")
        .contains(newKeyId)
        .containsPattern("triton -a operator key rm -y ([0-9a-f]{2}:){15}[0-9a-f]{2}");
    zone.requireService();
    assertThat(zone.journal()).isEmpty();
    assertThat(zone.next()).isEmpty();
    assertThat(zone.keyFiles())
        .hasSize(4)
        .filteredOn(name -> name.startsWith("oldinstkeys/imgapi-images0-"))
        .hasSize(2);
  }

  @Test
  void underYesItAsksNothingAndWaitsForMantaWhileTheKeySpreads() throws Exception {
    zone.sandbox().manta().faults().add(FaultRule.of(new Fault.KeyUnknown()).skip(3).times(4));
    Run run = rotate(zone.diligent(), "-y", "--json");
    assertThat(run.status()).as(run.err() + run.out()).isZero();
    JsonNode result = new JsonMapper().readTree(run.out());
    assertThat(result.path("state").asText()).isEqualTo("retired");
    assertThat(result.at("/leaving/keyId").asText()).isEqualTo(oldKeyId);
    assertThat(result.at("/current/keyId").asText()).isEqualTo(zone.acceptedKeyId());
    assertThat(run.err()).contains("The new key has to be put on the account now");
  }

  @Test
  void aDryRunShowsThePlanAndChangesNothing() throws Exception {
    List<String> before = zone.keyFiles();
    Run run = rotate(World.bare(), "--dry-run");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(oldKeyId).contains("the old pair goes to oldinstkeys");
    assertThat(rotate(World.bare(), "-n", "--json").out()).contains("\"type\":\"plan\"");
    assertThat(zone.keyFiles()).isEqualTo(before);
    assertThat(zone.journal()).isEmpty();
    assertThat(zone.next()).isEmpty();
    assertThat(Files.exists(zone.run().resolve("rotate.lock"))).isFalse();
  }

  @Test
  void aKeyThatIsNotAcceptedInTimeEndsWith17AndSaysHowToGoOn() throws Exception {
    Run late = rotate(World.bare(), "-y", "-q", "--timeout", "0");
    assertThat(late.status()).isEqualTo(ExitCode.TIMED_OUT.status());
    assertThat(late.err())
        .contains("the service goes on with the old one")
        .contains("imgapi rotate-key --root " + zone.root() + " --timeout 0 --resume");
    assertThat(zone.acceptedKeyId()).isEqualTo(oldKeyId);
    Run again = rotate(World.bare(), "-y");
    assertThat(again.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(again.err()).contains("published since").contains("--resume").contains("--abort");
    Run offered = rotate(zone.diligent().answering("y\ny\n"));
    assertThat(offered.status()).as(offered.err()).isZero();
    assertThat(offered.err()).contains("under way: ");
    assertThat(zone.acceptedKeyId()).isNotEqualTo(oldKeyId);
  }

  @Test
  void itIsGivenUpAndNothingIsLeft() throws Exception {
    List<String> before = zone.keyFiles();
    rotate(World.bare(), "-y", "-q", "--timeout", "0");
    Run no = rotate(World.bare().answering("n\n"), "--abort");
    assertThat(no.status()).isZero();
    assertThat(zone.journal()).isPresent();
    Run run = rotate(World.bare(), "--abort", "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("given up: the service uses its old key").contains(oldKeyId);
    assertThat(zone.keyFiles()).isEqualTo(before);
    assertThat(zone.next()).isEmpty();
    assertThat(rotate(World.bare(), "--abort", "-y").status())
        .isEqualTo(ExitCode.NOT_SET_UP.status());
    assertThat(rotate(World.bare(), "--resume").status()).isEqualTo(ExitCode.NOT_SET_UP.status());
  }

  @Test
  void withoutATerminalItSaysUseYes() throws Exception {
    Run run = rotate(World.bare());
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("use -y");
    assertThat(zone.journal()).isEmpty();
  }

  @Test
  void ctrlCAtAQuestionEndsWith130AndSaysWhatHolds() throws Exception {
    Prompter impatient =
        question -> {
          if (question.startsWith("Is it there?")) {
            throw new Prompter.Interrupted();
          }
          return Optional.of("y");
        };
    Run run = rotate(World.bare().asking(impatient));
    assertThat(run.status()).isEqualTo(ExitCode.INTERRUPTED.status());
    assertThat(run.err())
        .contains("The service uses its old key; a new one lies ready")
        .contains("--resume goes on from here");
    assertThat(zone.journal().orElseThrow().state()).isEqualTo(State.PUBLISHED);
  }

  @Test
  void whileTheKeyIsSwitchedBackupAndItsLikeAreRefusedAndOtherwiseNot() throws Exception {
    assertThat(zone.run(World.bare(), "restore", "-y", "--new-repo").status()).isZero();
    rotate(World.bare(), "-y", "-q", "--timeout", "0");
    RotationJournal journal = zone.journal().orElseThrow();
    assertThat(zone.run(World.bare(), "backup", "-y").status()).isZero();
    for (State state : List.of(State.ACCEPTED, State.SWITCHED)) {
      Files.write(zone.run().resolve("rotate.json"), journal.in(state, journal.since()).toJson());
      byte[] record = Files.readAllBytes(zone.run().resolve("backup.json"));
      for (String command : List.of("backup", "prune", "restore", "log-upload")) {
        Run run =
            command.equals("log-upload")
                ? zone.run(World.bare(), command)
                : zone.run(World.bare(), command, "-y");
        assertThat(run.status()).as(command + run.err()).isEqualTo(ExitCode.LOCKED.status());
      }
      assertThat(Files.readAllBytes(zone.run().resolve("backup.json"))).isEqualTo(record);
    }
    Files.write(
        zone.run().resolve("rotate.json"), journal.in(State.PROVEN, journal.since()).toJson());
    assertThat(zone.run(World.bare(), "backup", "-y").status()).isZero();
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    assertThat(rotate(World.bare(), "--resume", "--abort").status())
        .isEqualTo(ExitCode.USAGE.status());
    assertThat(rotate(World.bare(), "--keep-key").status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(rotate(World.bare(), "--settle", "-1").status()).isEqualTo(ExitCode.USAGE.status());
  }
}
