/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RotationJournal.State;
import io.imgapi.core.run.RunLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rotation does, and what it says where it cannot go on. */
class RotateKeyTest {
  private static final String OLD_FILE = "/data/imgapi/etc/" + ModelZone.OLD_ID_NAME + ".id_ecdsa";
  @TempDir Path root;
  private ModelZone zone;

  @BeforeEach
  void zone() {
    zone = new ModelZone(root);
  }

  private static ImgapiException failure(ThrowingCallable call) {
    return catchThrowableOfType(ImgapiException.class, call);
  }

  @Test
  void theServiceEndsOnTheNewKeyAndTheOldPairIsPutAway() {
    RotationResult result = zone.prepare().begin(zone.diligent());
    assertThat(result.state()).isEqualTo(State.RETIRED);
    assertThat(result.leaving().orElseThrow().keyId()).isEqualTo(zone.old.sha256());
    assertThat(result.leaving().orElseThrow().md5()).isEqualTo(zone.old.md5());
    assertThat(zone.serviceKey)
        .isEqualTo(result.current().orElseThrow().keyId())
        .isNotEqualTo(zone.old.sha256());
    assertThat(zone.config().at("/manta/keyId").asText()).isEqualTo(zone.serviceKey);
    assertThat(zone.metadata.get("instPubKey").strip())
        .isEqualTo(result.current().orElseThrow().publicLine());
    assertThat(zone.journal()).isEmpty();
    assertThat(zone.names())
        .contains(
            "data/imgapi/etc/oldinstkeys/" + ModelZone.OLD_ID_NAME + ".id_ecdsa",
            "data/imgapi/etc/oldinstkeys/" + ModelZone.OLD_ID_NAME + ".id_ecdsa.pub",
            "data/imgapi/etc/oldinstkeys/imgapi.config.json");
  }

  @Test
  void everythingElseInTheConfigurationStays() {
    var before = zone.config().deepCopy();
    zone.prepare().begin(zone.diligent());
    var after = zone.config().deepCopy();
    for (var config : List.of(before, after)) {
      ((com.fasterxml.jackson.databind.node.ObjectNode) config.get("manta"))
          .remove(List.of("key", "keyId"));
    }
    // Numbers are those of JavaScript in the one and of the file in the other.
    assertThat(after.toString().replace("8085.0", "8085")).isEqualTo(before.toString());
  }

  @Test
  void theKeyThatIsShownIsTheOneInMetadataAndNothingIsSwitchedUntilMantaAcceptsIt() {
    zone.prepare()
        .begin(
            new Dialogue() {
              @Override
              public void show(KeyOnAccount key) {
                assertThat(zone.metadata.get("instPubKeyNext").strip()).isEqualTo(key.publicLine());
                assertThat(zone.metadata.get("instPubKey")).isEqualTo(zone.old.line());
                assertThat(zone.serviceKey).isEqualTo(zone.old.sha256());
                assertThat(zone.configuredKey()).isEqualTo(zone.old.sha256());
                assertThat(key.mantaUser()).isEqualTo("alice");
                assertThat(key.mantaUrl()).isEqualTo("https://manta.test");
                zone.onAccount.put(key.keyId(), zone.clock.instant());
              }

              @Override
              public boolean goOn() {
                return true;
              }
            });
  }

  @Test
  void tenGoodAnswersInARowAreWaitedForWhileTheKeySpreads() {
    zone.propagation = Duration.ofMinutes(5);
    var begun = zone.clock.instant();
    zone.prepare().begin(zone.diligent());
    assertThat(Duration.between(begun, zone.clock.instant()))
        .isBetween(Duration.ofSeconds(325), Duration.ofSeconds(360));
  }

  @Test
  void aKeyThatIsRefusedForEverEndsInTimeAndStopsNothing() {
    zone.propagation = Duration.ofDays(1);
    ImgapiException late = failure(() -> zone.prepare().begin(zone.diligent()));
    assertThat(late.code()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(late.context()).containsEntry("old key id", zone.old.sha256());
    assertThat(late.context()).containsKeys("new key id", "last answer");
    assertThat(late.remedy()).contains("imgapi rotate-key --resume");
    assertThat(zone.journal().orElseThrow().state()).isEqualTo(State.PUBLISHED);
    assertThat(zone.serviceKey).isEqualTo(zone.old.sha256());
    assertThat(zone.commands).noneMatch(words -> words.get(0).endsWith("svcadm"));
    zone.clock.pass(Duration.ofDays(2));
    assertThat(zone.prepare().resume(zone.diligent()).state()).isEqualTo(State.RETIRED);
  }

  @Test
  void aMantaThatGivesNoAnswerIsNoRefusalAndNoAcceptance() {
    zone.mantaDown = true;
    ImgapiException late = failure(() -> zone.prepare().begin(zone.diligent()));
    assertThat(late.code()).isEqualTo(ExitCode.TIMED_OUT);
    assertThat(late.context()).containsEntry("last answer", "no answer");
  }

  @Test
  void whoDoesNotGoOnFindsTheRotationAtRest() {
    RotationResult result =
        zone.prepare()
            .begin(
                new Dialogue() {
                  @Override
                  public void show(KeyOnAccount key) {}

                  @Override
                  public boolean goOn() {
                    return false;
                  }
                });
    assertThat(result.state()).isEqualTo(State.PUBLISHED);
    assertThat(result.leaving()).isEmpty();
    RotationJournal journal = zone.prepare().plan().underWay().orElseThrow();
    assertThat(journal.state()).isEqualTo(State.PUBLISHED);
    zone.prepare().resume(zone.diligent());
    assertThat(zone.serviceKey).isEqualTo(journal.newKeyId());
  }

  @Test
  void aServiceThatDoesNotComeUpGoesBackToTheOldKeyByItself() {
    zone.serviceHatesNewKeys = true;
    ImgapiException failed = failure(() -> zone.prepare().begin(zone.diligent()));
    assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(failed).hasMessageContaining("the service runs on the old one again");
    assertThat(failed.context()).containsEntry("state", "MAINTENANCE");
    assertThat(failed.remedy()).contains("--resume").contains("--abort");
    assertThat(zone.serviceState).isEqualTo("online");
    assertThat(zone.serviceKey).isEqualTo(zone.old.sha256());
    assertThat(zone.configuredKey()).isEqualTo(zone.old.sha256());
    assertThat(zone.metadata.get("instPubKey").strip()).isEqualTo(zone.old.line());
    assertThat(zone.journal().orElseThrow().state()).isEqualTo(State.PUBLISHED);
    zone.serviceHatesNewKeys = false;
    assertThat(zone.prepare().resume(zone.diligent()).state()).isEqualTo(State.RETIRED);
  }

  @Test
  void metadataThatCannotBeWrittenStopsItBeforeAnythingIsSwitched() {
    zone.metadataRefused = true;
    ImgapiException failed = failure(() -> zone.prepare().begin(zone.diligent()));
    assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.context()).containsEntry("key", "instPubKeyNext");
    assertThat(zone.journal().orElseThrow().state()).isEqualTo(State.GENERATED);
    assertThat(zone.configuredKey()).isEqualTo(zone.old.sha256());
    zone.metadataRefused = false;
    assertThat(zone.prepare().resume(zone.diligent()).state()).isEqualTo(State.RETIRED);
  }

  @Test
  void aKeyOutsideTheInstanceIsUsedNoMoreButStaysWithItsLinks() {
    String outside = "/root/.ssh/id_ecdsa";
    HostedKeys keys = new HostedKeys(zone.disk);
    InstanceKey key = InstanceKey.generate(new InstanceKeyName("imgapi-x-y-20250101T000000"));
    keys.put(zone.layout.resolve(outside), key, Access.secret());
    zone.disk.write(
        zone.layout.resolve("/root/.ssh/id_ecdsa.old"), new byte[] {1}, Access.secret());
    zone.onAccount.put(key.sha256(), zone.clock.instant());
    zone.configure(outside, key.sha256());
    assertThat(zone.prepare().plan().retired()).isFalse();
    RotationResult result = zone.prepare().begin(zone.diligent());
    assertThat(result.kept()).isEmpty();
    assertThat(zone.names())
        .contains("root/.ssh/id_ecdsa", "root/.ssh/id_ecdsa.pub", "root/.ssh/id_ecdsa.old");
    assertThat(zone.serviceKey).isNotEqualTo(key.sha256());
  }

  @Test
  void aFileOfTheOldKeysNameThatIsNoLinkStays() {
    Path link = zone.layout.resolve("/root/.ssh/" + ModelZone.OLD_ID_NAME + ".id_ecdsa");
    zone.disk.write(link, new byte[] {1}, Access.secret());
    zone.prepare().begin(zone.diligent());
    assertThat(zone.disk.look(link).orElseThrow().kind()).isEqualTo(Kind.FILE);
  }

  @Test
  void givingUpLeavesTheInstanceAsItWasAndKeepsThePairIfToldTo() {
    zone.propagation = Duration.ofDays(1);
    failure(() -> zone.prepare().begin(zone.diligent()));
    RotationResult result = zone.prepare().abort(true);
    assertThat(result.aborted()).isTrue();
    assertThat(zone.disk.look(Path.of(result.kept()))).isPresent();
    assertThat(zone.metadata).doesNotContainKey("instPubKeyNext");
    assertThat(zone.journal()).isEmpty();
    assertThat(zone.commands).noneMatch(words -> words.get(0).endsWith("svcadm"));
  }

  private void killedBeforeTheServiceRestarts() {
    zone.diesAt = "svcadm";
    assertThatThrownBy(() -> zone.prepare().begin(zone.diligent()))
        .isInstanceOf(Strikes.Killed.class);
    assertThat(zone.journal().orElseThrow().state()).isEqualTo(State.SWITCHED);
  }

  @Test
  void thereIsNoWayBackToAKeyThatMantaRefuses() {
    killedBeforeTheServiceRestarts();
    zone.onAccount.remove(zone.old.sha256());
    ImgapiException refused = failure(() -> zone.prepare().abort(false));
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.context()).containsEntry("old key id", zone.old.sha256());
    zone.prepare().resume(zone.diligent());
    assertThat(zone.accepts(zone.serviceKey)).isTrue();
  }

  @Test
  void aConfigurationThatNamesAThirdKeyIsLeftAlone() {
    killedBeforeTheServiceRestarts();
    zone.configure(OLD_FILE, zone.old.md5());
    ImgapiException failed = failure(() -> zone.prepare().resume(zone.diligent()));
    assertThat(failed.code()).isEqualTo(ExitCode.CONFIG_INVALID);
    assertThat(zone.config().at("/manta/keyId").asText()).isEqualTo(zone.old.md5());
  }

  @Test
  void anInstanceWithoutMantaOrOfADataCentreIsRefusedInWords() {
    zone.configure("{\"mode\": \"public\", \"storageTypes\": [\"local\"]}");
    ImgapiException none = failure(() -> zone.prepare());
    assertThat(none.code()).isEqualTo(ExitCode.CONFIG_INVALID);
    assertThat(none).hasMessageContaining("this instance has no Manta");
    zone.configure(
        """
        {"mode":"dc","datacenterName":"x","ufds":{"url":"u","bindDN":"d","bindPassword":"p"},
         "moray":{"host":"h","port":1},"wfapi":{"url":"u","workflows":["w"]}}""");
    ImgapiException centre = failure(() -> zone.prepare());
    assertThat(centre.code()).isEqualTo(ExitCode.NOT_SET_UP);
    assertThat(centre).hasMessageContaining("part of a data centre");
  }

  @Test
  void aRestoreUnderWayComesFirst() {
    zone.disk.write(
        zone.layout.run().resolve("restore.json"), new byte[] {'{', '}'}, Access.open());
    ImgapiException failed = failure(() -> zone.prepare());
    assertThat(failed.code()).isEqualTo(ExitCode.NOT_SET_UP);
    assertThat(failed.remedy()).contains("imgapi restore --abort");
  }

  @Test
  void ofTwoRotationsAtOnceOneIsRefusedAndTheOtherGoesOn() {
    ImgapiException[] second = new ImgapiException[1];
    zone.prepare()
        .begin(
            new Dialogue() {
              @Override
              public void show(KeyOnAccount key) {
                zone.onAccount.put(key.keyId(), zone.clock.instant());
                second[0] = failure(() -> zone.prepare().abort(false));
              }

              @Override
              public boolean goOn() {
                return true;
              }
            });
    assertThat(second[0].code()).isEqualTo(ExitCode.LOCKED);
    assertThat(zone.journal()).isEmpty();
    assertThat(zone.accepts(zone.serviceKey)).isTrue();
  }

  @Test
  void anotherRunThatIsNoBackupIsWaitedForOnlyWhenAskedTo() throws Exception {
    Files.createDirectories(zone.layout.run());
    try (RunLock restore = RunLock.take(zone.layout.run(), "imgapi verify, pid 1, since now")) {
      assertThat(restore).isNotNull();
      ImgapiException locked = failure(() -> zone.prepare().begin(zone.diligent()));
      assertThat(locked.code()).isEqualTo(ExitCode.LOCKED);
      assertThat(locked.remedy()).contains("imgapi rotate-key --resume");
      assertThat(zone.journal().orElseThrow().state()).isEqualTo(State.PUBLISHED);
    }
    assertThat(zone.prepare().resume(zone.diligent()).state()).isEqualTo(State.RETIRED);
  }

  @Test
  void aBackupIsAskedToStopOnceAndWaitedFor() throws Exception {
    Files.createDirectories(zone.layout.run());
    long nobody = Integer.MAX_VALUE;
    try (RunLock backup =
        RunLock.take(zone.layout.run(), "imgapi backup, pid " + nobody + ", since now")) {
      assertThat(backup).isNotNull();
      failure(() -> zone.prepare().begin(zone.diligent()));
    }
    assertThat(zone.commands.stream().filter(words -> words.get(0).equals("kill")).toList())
        .isEqualTo(List.of(List.of("kill", "-TERM", String.valueOf(nobody))));
  }

  @Test
  void onlyFromAcceptedToProvenOthersAreKeptAway() throws Exception {
    Files.createDirectories(zone.layout.run());
    zone.prepare().begin(zone.diligent());
    for (State state : State.values()) {
      RotationJournal journal =
          new RotationJournal(
              state,
              "t",
              "/old",
              "o",
              "/new",
              "n",
              java.util.Optional.empty(),
              zone.clock.instant(),
              zone.clock.instant());
      Files.write(zone.layout.run().resolve("rotate.json"), journal.toJson());
      ImgapiException refused = failure(() -> RotationJournal.requireKeyAtRest(zone.layout.run()));
      if (state == State.ACCEPTED || state == State.SWITCHED) {
        assertThat(refused.code()).isEqualTo(ExitCode.LOCKED);
      } else {
        assertThat(refused).isNull();
      }
      assertThat(RotationJournal.parse(root, journal.toJson())).contains(journal);
    }
  }

  @Test
  void noSecretIsInTheJournalNorInWhatIsShown() {
    zone.propagation = Duration.ofDays(1);
    ImgapiException late = failure(() -> zone.prepare().begin(zone.diligent()));
    String journal = new String(zone.journal().orElseThrow().toJson(), StandardCharsets.UTF_8);
    String shown = journal + late + late.context() + zone.notices + zone.commands;
    assertThat(shown).doesNotContain("PRIVATE").doesNotContain("b3BlbnNzaC");
  }
}
