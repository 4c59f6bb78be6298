/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.DamagedArea;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is damaged in Manta is named, and nothing else is. */
class VerifyCommandTest extends DamagedArea {
  @Test
  void saysThatAllIsGood() {
    String shown = done("verify").out();
    assertThat(shown)
        .contains("manifests:  7, which name 9 files")
        .contains("snapshots:  3, 3 whole")
        .endsWith("done: all good\n");
    assertThat(done("verify", "--quiet").out()).isEmpty();
  }

  @Test
  void changesNothing() {
    long puts = sandbox.manta().stats().requests().getOrDefault("PUT", 0L);
    done("verify");
    done("verify", "--read-data");
    assertThat(sandbox.manta().stats().requests().getOrDefault("PUT", 0L)).isEqualTo(puts);
  }

  @Test
  void namesAFileThatIsGoneAndWhoNeedsIt() {
    // It is small, so the snapshots have its content in a blob.
    remove(file(NGINX, "file0"));
    Run run = verify();
    JsonNode finding = findings(run).get(0);
    assertThat(kinds(findings(run))).containsExactly("file-missing " + relative(NGINX, "file0"));
    assertThat(finding.path("expected").asText()).startsWith("180000 bytes, MD5 ");
    assertThat(finding.path("found").asText()).isEqualTo("nothing");
    assertThat(finding.path("images").get(0).asText()).isEqualTo(NGINX);
    assertThat(finding.path("next").asText()).isEqualTo("imgapi verify --repair");
    assertThat(run("verify").out()).contains("needed by image " + NGINX).contains("1 thing is");
  }

  @Test
  void namesALargeFileThatTheMirrorAndASnapshotNeed() throws IOException {
    String uuid = publish("local", true);
    done("backup", "-y");
    put(file(uuid, "file0"), new byte[LARGE]);
    JsonNode finding = findings(verify()).get(0);
    assertThat(wrong()).containsExactly("file-damaged " + relative(uuid, "file0"));
    assertThat(finding.path("images").get(0).asText()).isEqualTo(uuid);
    assertThat(finding.path("snapshots").get(0).asText()).isEqualTo(ids().get(3));
    assertThat(run("verify").out()).contains("3 whole, 1 degraded").contains("lacks 1 files");
  }

  @Test
  void namesFilesThatTheServiceKeepsInMantaAndThatAreGoneOrDamaged() throws IOException {
    String uuid = publish("manta", true);
    done("backup", "-y");
    assertThat(done("verify").out()).contains("in Manta:   1 files");
    put(inManta(uuid), new byte[LARGE]);
    assertThat(wrong()).containsExactly("manta-file-damaged " + inManta(uuid));
    put(inManta(uuid), new byte[1]);
    assertThat(wrong()).containsExactly("manta-file-damaged " + inManta(uuid));
    remove(inManta(uuid));
    assertThat(wrong()).containsExactly("manta-file-missing " + inManta(uuid));
    assertThat(run("verify").out()).contains("imgapi manta info " + inManta(uuid));
  }

  @Test
  void saysWhatCannotBeComparedWhereTheManifestHasNoMd5() throws IOException {
    String uuid = publish("manta", false);
    done("backup", "-y");
    put(inManta(uuid), new byte[LARGE]);
    assertThat(done("verify").out()).contains("size only:  1 of these files");
    assertThat(wrong("--read-data")).containsExactly("data-damaged " + inManta(uuid));
  }

  @Test
  void namesAFileWithOtherBytes() throws IOException {
    put(file(NGINX, "file0"), new byte[180_000]);
    assertThat(wrong()).containsExactly("file-damaged " + relative(NGINX, "file0"));
  }

  @Test
  void namesAFileThatIsTooShort() throws IOException {
    put(file(NGINX, "file0"), java.util.Arrays.copyOf(get(file(NGINX, "file0")), 100));
    assertThat(wrong()).containsExactly("file-damaged " + relative(NGINX, "file0"));
  }

  @Test
  void namesAManifestThatIsGone() {
    remove(manifest(NGINX));
    assertThat(wrong()).containsExactly("manifest-missing manifests/" + NGINX + ".raw");
  }

  @Test
  void namesAManifestThatIsCutOrAnotherImages() throws IOException {
    put(manifest(NGINX), "{\"uuid\": \"a3b1".getBytes(StandardCharsets.UTF_8));
    put(manifest(WITH_ICON), get(manifest("0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9")));
    assertThat(wrong())
        .containsExactly(
            "manifest-damaged manifests/" + NGINX + ".raw",
            "manifest-damaged manifests/" + WITH_ICON + ".raw");
  }

  @Test
  void namesAManifestThatSomebodyReplacedByAGoodOne() throws IOException {
    String text = new String(get(manifest(NGINX)), StandardCharsets.UTF_8);
    put(manifest(NGINX), text.replace("22.4.2", "22.4.3").getBytes(StandardCharsets.UTF_8));
    assertThat(wrong()).containsExactly("manifest-differs manifests/" + NGINX + ".raw");
  }

  @Test
  void takesABackupThatEndedBeforeItsSnapshotForNoDamage() throws IOException {
    String text = new String(get(manifest(NGINX)), StandardCharsets.UTF_8);
    byte[] changed = text.replace("22.4.2", "22.4.3").getBytes(StandardCharsets.UTF_8);
    put(manifest(NGINX), changed);
    Files.write(zone.manifests().resolve(NGINX + ".raw"), changed);
    remove(manifest(WITH_ICON));
    Files.delete(zone.manifests().resolve(WITH_ICON + ".raw"));
    done("verify");
  }

  @Test
  void namesSmallContentsThatAreGoneOrDamaged() throws IOException {
    List<String> blobs = blobs();
    remove(blobs.get(0));
    put(blobs.get(1), new byte[] {1});
    assertThat(wrong())
        .containsExactlyInAnyOrder(
            "blob-missing " + blobs.get(0).replace(inArea(""), ""),
            "blob-damaged " + blobs.get(1).replace(inArea(""), ""));
    String shown = run("verify").out();
    assertThat(shown).contains("degraded").contains("lacks").contains("needed by");
    for (JsonNode finding : findings(verify())) {
      assertThat(finding.path("snapshots")).isNotEmpty();
    }
  }

  @Test
  void namesASnapshotWhoseArchiveIsGoneOrDamaged() throws IOException {
    List<String> ids = ids();
    remove(inArea("snapshots/" + ids.get(0) + "/manifests.tar.gz"));
    String second = inArea("snapshots/" + ids.get(1) + "/manifests.tar.gz");
    byte[] archive = get(second);
    archive[archive.length / 2] ^= 1;
    put(second, archive);
    assertThat(wrong())
        .containsExactly(
            "archive-missing snapshots/" + ids.get(0) + "/manifests.tar.gz",
            "archive-damaged snapshots/" + ids.get(1) + "/manifests.tar.gz");
  }

  @Test
  void findsAnArchiveOfTheRightDigestThatLacksAManifest() throws IOException {
    // The archive of the third snapshot has one manifest less than the second one needs.
    List<String> ids = ids();
    String second = inArea("snapshots/" + ids.get(1) + "/manifests.tar.gz");
    put(second, get(inArea("snapshots/" + ids.get(2) + "/manifests.tar.gz")));
    JsonNode finding = findings(verify()).get(0);
    assertThat(finding.path("kind").asText()).isEqualTo("archive-damaged");
    assertThat(finding.path("images").get(0).asText()).isEqualTo(DELETED);
  }

  @Test
  void namesASnapshotWhoseListCannotBeRead() throws IOException {
    List<String> ids = ids();
    String list = "snapshots/" + ids.get(1) + "/snapshot.jsonl.gz";
    byte[] bytes = get(inArea(list));
    put(inArea(list), java.util.Arrays.copyOf(bytes, bytes.length - 20));
    assertThat(wrong()).containsExactly("snapshot-unreadable " + list);
    assertThat(run("verify").out())
        .contains("2 whole, 1 unreadable")
        .contains("imgapi snapshots remove " + ids.get(1));
  }

  @Test
  void saysWhereThereIsNoBackup() {
    done("manta", "rm", "-y", "-r", zone.mantaDirectory() + "/backup");
    run("verify").requireFailure(ExitCode.NOT_SET_UP, "there is no backup", "imgapi backup");
  }

  @Test
  void saysWhereMantaCannotBeReached() {
    sandbox.manta().faults().add(FaultRule.of(new Fault.Refused()));
    run("verify").requireFailure(ExitCode.REMOTE_UNAVAILABLE, "run this again when Manta answers");
  }

  @Test
  void neverTakesWhatItCouldNotReadForDamaged() {
    sandbox
        .manta()
        .faults()
        .add(FaultRule.of(new Fault.Status(500)).method("GET").path(manifest(NGINX)));
    Run run = verify();
    assertThat(run.status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(findings(run)).isEmpty();
    assertThat(run.out()).contains("\"unchecked\":[{\"object\":\"" + manifest(NGINX));
    sandbox.manta().faults().clear();
    done("verify");
  }

  @Test
  void readsAndFindsABitThatFlippedBelowTheListing() throws IOException {
    Path stored = stored(Files.readAllBytes(zone.images().resolve("a3b/" + NGINX + "/file0")));
    flip(stored, 1000);
    done("verify");
    JsonNode finding = findings(verify("--read-data")).get(0);
    assertThat(finding.path("kind").asText()).isEqualTo("data-damaged");
    assertThat(finding.path("expected").asText()).startsWith("180000 bytes, MD5 ");
    assertThat(finding.path("found").asText()).startsWith("180000 bytes, MD5 ");
    // The mirror's file and the small content of the snapshots are two objects in Manta.
    assertThat(wrong("--read-data")).hasSize(1);
  }

  @Test
  void takesABitThatFlipsOnTheWayOnceForNoDamage() {
    sandbox
        .manta()
        .faults()
        .add(
            FaultRule.of(new Fault.FlippedResponse())
                .method("GET")
                .path(file(NGINX, "file0"))
                .times(1));
    done("verify", "--read-data");
  }

  @Test
  void readsEverythingInAsManyDaysAsThereAreShares() {
    long all = read("--read-data");
    assertThat(all).isGreaterThan(20);
    long sum = 0;
    for (int day = 0; day < 5; day++) {
      long share = read("--read-data=20%");
      assertThat(share).isLessThan(all);
      assertThat(read("--read-data=20%")).as("the same day").isEqualTo(share);
      sum += share;
      time.sleep(Duration.ofDays(1));
    }
    assertThat(sum).isEqualTo(all);
  }

  private long read(String option) {
    return json("verify", "--json", option).path("checked").path("readFiles").asLong();
  }

  private String kindOfLocal(Path object) {
    Run run = verify("--local");
    assertThat(run.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(findings(run)).hasSize(1);
    JsonNode finding = findings(run).get(0);
    assertThat(finding.path("object").asText()).isEqualTo(object.toString());
    assertThat(finding.path("images").get(0).asText()).hasSize(36);
    return finding.path("kind").asText() + ": " + finding.path("next").asText();
  }

  @Test
  void checksLocalFilesWithoutAskingManta() {
    sandbox.manta().faults().add(FaultRule.of(new Fault.Refused()));
    assertThat(done("verify", "--local").out())
        .contains(zone.root() + "/data/imgapi")
        .contains("manifests:  7, which name 9 files")
        .contains("read:       9 files")
        .endsWith("done: all good\n");
  }

  @Test
  void namesALocalFileThatIsDamaged() throws IOException {
    flip(local(NGINX, "file0"), 7);
    assertThat(kindOfLocal(local(NGINX, "file0")))
        .startsWith("local-file-damaged")
        .contains("imgapi restore --replace");
    Files.write(local(NGINX, "file0"), new byte[5]);
    assertThat(kindOfLocal(local(NGINX, "file0"))).startsWith("local-file-damaged");
  }

  @Test
  void namesALocalFileThatIsGone() throws IOException {
    Files.delete(local(NGINX, "file0"));
    assertThat(kindOfLocal(local(NGINX, "file0")))
        .startsWith("local-file-missing")
        .contains("imgapi restore");
  }

  @Test
  void namesALocalFileOfWhichTheOnlyCopyIsAnUploadsLeftover() throws IOException {
    Files.move(local(NGINX, "file0"), local(NGINX, "file0." + WITH_ICON));
    assertThat(kindOfLocal(local(NGINX, "file0")))
        .startsWith("local-file-misnamed")
        .contains("imgapi verify --local --repair");
  }

  @Test
  void takesALeftoverOfOtherBytesForNoCopy() throws IOException {
    Files.move(local(NGINX, "file0"), local(NGINX, "file0." + WITH_ICON));
    flip(local(NGINX, "file0." + WITH_ICON), 7);
    assertThat(kindOfLocal(local(NGINX, "file0"))).startsWith("local-file-missing");
  }

  @Test
  void namesALocalManifestThatIsTorn() throws IOException {
    Path manifest = zone.manifests().resolve(NGINX + ".raw");
    Files.writeString(manifest, Files.readString(manifest).substring(0, 90));
    assertThat(kindOfLocal(manifest)).startsWith("local-manifest-torn");
  }

  @Test
  void tellsFilesThatTheServerMayStillReplaceApart() throws IOException {
    flip(local("7c6b5a49-3827-4615-a0f9-e8d7c6b5a493", "file0"), 7);
    flip(local(WITH_ICON, "icon"), 7);
    Run run = done("verify", "--local");
    assertThat(run.out()).contains("mutable-differs").contains("done: all good");
  }

  @Test
  void neverTakesAMissingTreeForAGoodOne() throws IOException {
    Files.move(zone.images(), directory.resolve("elsewhere"));
    run("verify", "--local").requireFailure(ExitCode.FAILED, "cannot be read completely");
  }

  @Test
  void readsLocalFilesOnlyOneWay() {
    run("verify", "--local", "--read-data").requireFailure(ExitCode.USAGE, "--local");
  }

  @Test
  void refusesAShareThatMakesNoSense() {
    for (String share : List.of("0%", "101%", "some")) {
      run("verify", "--read-data=" + share).requireFailure(ExitCode.USAGE, "--read-data");
    }
  }
}
