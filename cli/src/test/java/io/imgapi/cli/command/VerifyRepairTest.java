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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be proven is put right, and nothing else is touched. */
class VerifyRepairTest extends DamagedArea {
  private long changes() {
    Map<String, Long> requests = sandbox.manta().stats().requests();
    return requests.getOrDefault("PUT", 0L) + requests.getOrDefault("DELETE", 0L);
  }

  /** Repairs everything, and nothing is left to repair. */
  private JsonNode repaired(String... options) {
    long deletions = sandbox.manta().stats().requests().getOrDefault("DELETE", 0L);
    Run run = repair(options);
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    done("verify", "--read-data");
    long changes = changes();
    assertThat(done("verify", "--repair").out()).contains("all good");
    assertThat(changes()).isEqualTo(changes);
    assertThat(sandbox.manta().stats().requests().getOrDefault("DELETE", 0L)).isEqualTo(deletions);
    return findings(run);
  }

  private Run repair(String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.add("--repair");
    return verify(words.toArray(String[]::new));
  }

  /** What cannot be repaired: kind, object and why. */
  private List<String> left() {
    Run run = repair();
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitCode.INTEGRITY.status());
    List<String> left = new ArrayList<>();
    findings(run)
        .forEach(
            finding -> {
              if (!finding.path("repaired").asBoolean()) {
                assertThat(finding.path("repairable").asBoolean()).isFalse();
                assertThat(finding.path("next").asText()).isNotEmpty();
                left.add(finding.path("kind").asText() + ": " + finding.path("repair").asText());
              }
            });
    return left;
  }

  private String archive(int snapshot) {
    return inArea("snapshots/" + ids().get(snapshot) + "/manifests.tar.gz");
  }

  @Test
  void putsFilesOfTheMirrorAgain() throws IOException {
    byte[] content = get(file(NGINX, "file0"));
    remove(file(NGINX, "file0"));
    put(file(WITH_ICON, "icon"), new byte[7]);
    JsonNode findings = repaired();
    assertThat(kinds(findings))
        .containsExactlyInAnyOrder(
            "file-missing " + relative(NGINX, "file0"),
            "file-damaged " + relative(WITH_ICON, "icon"));
    assertThat(findings.get(0).path("repair").asText()).contains("the local file " + zone.root());
    assertThat(get(file(NGINX, "file0"))).isEqualTo(content);
    assertThat(done("backup", "-y").out()).contains("put 0 manifests, 0 image files");
  }

  @Test
  void putsASmallFileAgainFromWhatSnapshotsKeep() throws IOException {
    byte[] content = get(file(NGINX, "file0"));
    put(file(NGINX, "file0"), new byte[7]);
    flip(local(NGINX, "file0"), 7);
    JsonNode findings = repaired();
    assertThat(findings.get(0).path("repair").asText()).contains("/backup/blobs/");
    assertThat(get(file(NGINX, "file0"))).isEqualTo(content);
  }

  @Test
  void putsSmallContentsAgainFromLocalFilesOrTheMirror() throws IOException {
    List<String> blobs = blobs();
    remove(blobs.get(0));
    put(blobs.get(1), new byte[] {1});
    repaired();
    blobs.forEach(this::remove);
    Files.move(zone.images(), directory.resolve("elsewhere"));
    Files.createDirectory(zone.images());
    // The first note was replaced in the mirror since; only the second snapshot had it.
    assertThat(left())
        .containsExactly("blob-missing: nothing has that content any more, here or in the area");
    assertThat(blobs()).hasSize(blobs.size() - 1);
  }

  @Test
  void putsALargeFileAgainOnlyWhereTheLocalOneIsProven() throws IOException {
    String uuid = publish("local", true);
    done("backup", "-y");
    put(file(uuid, "file0"), new byte[LARGE]);
    byte[] good = Files.readAllBytes(local(uuid, "file0"));
    flip(local(uuid, "file0"), 3);
    assertThat(left())
        .containsExactly("file-damaged: nothing has that content any more, here or in the area");
    assertThat(get(file(uuid, "file0"))).isEqualTo(new byte[LARGE]);
    Files.write(local(uuid, "file0"), good);
    repaired();
    assertThat(get(file(uuid, "file0"))).isEqualTo(good);
  }

  @Test
  void keepsAContentThatOnlyASnapshotStillNeeds() throws IOException {
    String uuid = publish("local", true);
    byte[] first = Files.readAllBytes(local(uuid, "file0"));
    String manifest = Files.readString(zone.manifests().resolve(uuid + ".raw"));
    done("backup", "-y");
    // Somebody changed the image, which never legally happens, here and in the mirror.
    byte[] second = new byte[LARGE];
    Files.write(local(uuid, "file0"), second);
    String changed = naming(second, naming(first, manifest));
    assertThat(changed).isNotEqualTo(manifest);
    Files.writeString(zone.manifests().resolve(uuid + ".raw"), changed);
    put(manifest(uuid), changed.getBytes(StandardCharsets.UTF_8));
    assertThat(left())
        .containsExactly("file-damaged: a snapshot may need the content that is there");
    assertThat(get(file(uuid, "file0"))).isEqualTo(first);
  }

  /** The manifest with the digests of a content. */
  private static String naming(byte[] content, String manifest) {
    var digests = io.imgapi.core.digest.FileDigests.of(content);
    return manifest
        .replaceAll("\"sha1\":\"[^\"]*\"", "\"sha1\":\"" + digests.sha1() + "\"")
        .replaceAll(
            "\"contentMD5\":\"[^\"]*\"", "\"contentMD5\":\"" + digests.md5().base64() + "\"");
  }

  @Test
  void putsAgainWhatComesWithOtherBytesThanItsListingSays() throws IOException {
    flip(stored(Files.readAllBytes(local(NGINX, "file0"))), 1000);
    assertThat(done("verify", "--repair").out()).contains("all good");
    assertThat(kinds(repaired("--read-data"))).hasSize(1).first().asString().startsWith("data-dam");
  }

  @Test
  void makesArchivesAnewFromWhereverTheirManifestsAre() throws IOException {
    List<byte[]> before = List.of(get(archive(0)), get(archive(1)));
    remove(archive(0));
    byte[] cut = Arrays.copyOf(before.get(1), before.get(1).length - 300);
    put(archive(1), cut);
    // The manifest of the image that was deleted since can only come from the cut one.
    repaired();
    assertThat(get(archive(0))).isEqualTo(before.get(0));
    assertThat(get(archive(1))).isEqualTo(before.get(1));
    assertThat(done("snapshots").out()).doesNotContain("degraded");
  }

  @Test
  void leavesAnArchiveWhoseManifestIsNowhereAnyMore() throws IOException {
    remove(archive(0));
    byte[] third = get(archive(2));
    put(archive(1), third);
    assertThat(left())
        .containsExactly(
            "archive-missing: 1 of its manifests are nowhere any more, the first is "
                + DELETED
                + ".raw",
            "archive-damaged: 1 of its manifests are nowhere any more, the first is "
                + DELETED
                + ".raw");
    assertThat(get(archive(1))).isEqualTo(third);
  }

  @Test
  void putsManifestsAgain() throws IOException {
    byte[] content = get(manifest(NGINX));
    remove(manifest(NGINX));
    put(manifest(WITH_ICON), Arrays.copyOf(get(manifest(WITH_ICON)), 50));
    assertThat(repaired()).hasSize(2);
    assertThat(get(manifest(NGINX))).isEqualTo(content);
  }

  @Test
  void putsManifestsAgainAsTheNewestSnapshotHasThem() throws IOException {
    byte[] content = get(manifest(NGINX));
    put(manifest(NGINX), Arrays.copyOf(content, 50));
    Path manifest = zone.manifests().resolve(NGINX + ".raw");
    Files.write(manifest, Arrays.copyOf(content, 60));
    JsonNode findings = repaired();
    assertThat(findings.get(0).path("repair").asText()).contains("manifests.tar.gz");
    assertThat(get(manifest(NGINX))).isEqualTo(content);
    assertThat(Files.size(manifest)).isEqualTo(60);
  }

  @Test
  void putsNoManifestBeforeItsFiles() throws IOException {
    String uuid = publish("local", true);
    done("backup", "-y");
    remove(manifest(uuid));
    remove(file(uuid, "file0"));
    flip(local(uuid, "file0"), 3);
    assertThat(left())
        .contains(
            "manifest-missing: the mirror lacks a file that it names: " + file(uuid, "file0"));
    assertThat(run("manta", "info", manifest(uuid)).status()).isNotZero();
    flip(local(uuid, "file0"), 3);
    repaired();
  }

  @Test
  void takesAManifestThatSomebodyReplacedByAGoodOneFromTheLocalTreeOnly() throws IOException {
    String text = new String(get(manifest(NGINX)), StandardCharsets.UTF_8);
    put(manifest(NGINX), text.replace("22.4.2", "22.4.3").getBytes(StandardCharsets.UTF_8));
    Path manifest = zone.manifests().resolve(NGINX + ".raw");
    Files.move(manifest, directory.resolve("aside"));
    assertThat(left()).singleElement().asString().startsWith("manifest-differs");
    Files.move(directory.resolve("aside"), manifest);
    repaired();
  }

  @Test
  void repairsWhatItCanWhereOtherThingsAreBeyondRepair() throws IOException {
    String uuid = publish("manta", true);
    done("backup", "-y");
    List<String> ids = ids();
    remove(inManta(uuid));
    put(inArea("snapshots/" + ids.get(1) + "/snapshot.jsonl.gz"), new byte[9]);
    remove(file(NGINX, "file0"));
    remove(blobs().get(0));
    assertThat(left())
        .containsExactlyInAnyOrder(
            "manta-file-missing: the service itself keeps it; no backup of it is made",
            "snapshot-unreadable: what it said is nowhere else");
    done("snapshots", "remove", "-y", ids.get(1));
    assertThat(wrong()).containsExactly("manta-file-missing " + inManta(uuid));
  }

  @Test
  void leavesAloneWhatIsNotItsOwn() throws IOException {
    List<String> foreign =
        List.of(
            inArea("notes.txt"),
            inArea("blobs/00/notes"),
            inArea("snapshots/notes/manifests.tar.gz"),
            inArea("images/notes/of/mine"),
            inArea("manifests/notes.txt"));
    Path content = Files.writeString(directory.resolve("content"), "mine");
    foreign.forEach(path -> done("manta", "put", "-p", content.toString(), path));
    put(file(NGINX, "file0"), new byte[9]);
    repaired();
    for (String path : foreign) {
      assertThat(get(path)).asString(StandardCharsets.UTF_8).isEqualTo("mine");
    }
  }

  @Test
  void saysWhatItWouldDoAndChangesNothing() throws IOException {
    remove(file(NGINX, "file0"));
    remove(manifest(NGINX));
    remove(archive(0));
    remove(blobs().get(0));
    long changes = changes();
    Run run = repair("--dry-run");
    assertThat(run.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(findings(run)).hasSize(4);
    findings(run)
        .forEach(
            finding -> {
              assertThat(finding.path("repaired").asBoolean()).isFalse();
              assertThat(finding.path("repairable").asBoolean()).as("%s", finding).isTrue();
              assertThat(finding.path("next").asText()).isEqualTo("imgapi verify --repair");
            });
    assertThat(run("verify", "--repair", "-n").out()).contains("repair:   it would be put again");
    assertThat(changes()).isEqualTo(changes);
    run("verify", "-n").requireFailure(ExitCode.USAGE, "--repair");
    repaired();
  }

  @Test
  void goesOnWhereItBrokeOff() throws IOException {
    remove(file(NGINX, "file0"));
    remove(manifest(NGINX));
    remove(archive(0));
    remove(blobs().get(0));
    for (int puts = 0; puts < 3; puts++) {
      sandbox
          .manta()
          .faults()
          .add(
              FaultRule.of(new Fault.Status(403))
                  .method("PUT")
                  .path(inArea("(snapshots|blobs|images|manifests)/.*"))
                  .skip(puts % 2));
      Run run = repair();
      sandbox.manta().faults().clear();
      assertThat(run.status()).isEqualTo(ExitCode.INTEGRITY.status());
      assertThat(run.out()).contains("not now: ");
    }
    repaired();
  }

  @Test
  void touchesNothingOfAnAreaThatIsAnothers() throws IOException {
    remove(file(NGINX, "file0"));
    String owner = new String(get(inArea("owner.json")), StandardCharsets.UTF_8);
    String other =
        owner.replaceAll("\"instance\" ?: ?\"[^\"]*\"", "\"instance\":\"" + NGINX + "\"");
    assertThat(other).isNotEqualTo(owner);
    put(inArea("owner.json"), other.getBytes(StandardCharsets.UTF_8));
    long changes = changes();
    run("verify", "--repair").requireFailure(ExitCode.NOT_OWNER, "images0");
    assertThat(changes()).isEqualTo(changes);
    assertThat(wrong()).hasSize(1);
  }

  @Test
  void takesNothingFromTreesThatAreNotTheAreas() throws IOException {
    String uuid = publish("local", true);
    done("backup", "-y");
    remove(file(uuid, "file0"));
    Files.delete(zone.root().resolve("data/imgapi/run/restored.marker"));
    assertThat(left()).singleElement().asString().startsWith("file-missing: nothing has");
  }

  @Test
  void givesAnUploadsLeftoverItsNameWhereItIsTheOnlyCopy() throws IOException {
    byte[] content = Files.readAllBytes(local(NGINX, "file0"));
    Path leftover = local(NGINX, "file0." + WITH_ICON);
    Files.move(local(NGINX, "file0"), leftover);
    Run dry = repair("--local", "--dry-run");
    assertThat(dry.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(findings(dry).get(0).path("repairable").asBoolean()).isTrue();
    assertThat(leftover).exists();
    sandbox.manta().faults().add(FaultRule.of(new Fault.Refused()));
    assertThat(done("verify", "--local", "--repair").out()).contains("1 repaired");
    assertThat(local(NGINX, "file0")).hasBinaryContent(content);
    assertThat(leftover).doesNotExist();
    done("verify", "--local");
  }

  @Test
  void leavesLocalFilesThatOnlyARestoreCanBringBack() throws IOException {
    flip(local(NGINX, "file0"), 7);
    byte[] content = Files.readAllBytes(local(NGINX, "file0"));
    Run run = repair("--local");
    assertThat(run.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(run.out()).contains("only a restore can bring it back");
    assertThat(local(NGINX, "file0")).hasBinaryContent(content);
  }
}
