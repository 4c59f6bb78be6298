/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.Mirrored;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A backup that finds nothing changed asks Manta for next to nothing, and overlooks nothing. */
class QuietBackupTest extends SnapshotFixture {
  private static final int MOST = 10;
  private static final String FILE = "images/0e1/0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9/file1";
  private static final String MANIFEST = "manifests/a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71.raw";

  private long requests() {
    return sandbox.manta().stats().requests().values().stream().mapToLong(Long::longValue).sum();
  }

  private long requestsOf(String... words) {
    long before = requests();
    done(words);
    return requests() - before;
  }

  private void requireSame() throws IOException {
    assertThat(new Mirrored(zone, time).remote()).containsAllEntriesOf(local());
    assertThat(new Mirrored(zone, time).remote().keySet())
        .filteredOn(path -> path.startsWith("manifests/"))
        .allMatch(local()::containsKey);
  }

  /** As somebody would who knows of no owner. */
  private void foreignPut(String relative, String content) throws IOException {
    Path file = Files.writeString(directory.resolve("foreign"), content);
    done("manta", "put", file.toString(), inArea(relative));
  }

  private void hourLater() {
    time.sleep(Duration.ofHours(1));
  }

  @Test
  void asksAsLittleWhateverTheNumberOfImages() throws IOException {
    long few = requestsOf("backup", "-y");
    assertThat(few).isLessThanOrEqualTo(MOST);
    publishMore(300);
    done("backup", "-y");
    hourLater();
    assertThat(requestsOf("backup", "-y")).isEqualTo(few);
    assertThat(requestsOf("backup", "-y", "--full")).isGreaterThan(MOST);
    assertThat(requestsOf("backup", "-n")).isLessThanOrEqualTo(MOST);
  }

  @Test
  void bringsWhatChangedHere() throws IOException {
    done("backup", "-y");
    Files.writeString(zone.images().resolve("note"), "third note");
    Files.delete(zone.root().resolve("data/imgapi").resolve(MANIFEST));
    hourLater();
    assertThat(requestsOf("backup", "-y")).isLessThan(2 * MOST);
    requireSame();
    assertThat(ids()).hasSize(4);
    assertThat(done("snapshots").out()).doesNotContain("degraded");
    hourLater();
    assertThat(requestsOf("backup", "-y")).isLessThanOrEqualTo(MOST);
  }

  @Test
  void noticesAManifestThatSomebodyElsePut() throws IOException {
    foreignPut(MANIFEST, "{}");
    done("backup", "-y");
    requireSame();
  }

  @Test
  void noticesAManifestThatSomebodyElseAddedOrDeleted() throws IOException {
    done("manta", "rm", inArea(MANIFEST));
    done("backup", "-y");
    requireSame();
    foreignPut("manifests/d0d0d0d0-0000-4000-8000-000000000000.raw", "{}");
    done("backup", "-y");
    requireSame();
  }

  @Test
  void findsAnImageFileThatWasChangedAloneWithinADayOrWhenTold() throws IOException {
    foreignPut(FILE, "not what it was");
    done("backup", "-y");
    assertThat(new Mirrored(zone, time).remote()).containsEntry(FILE, "not what it was");
    done("backup", "-y", "--full");
    requireSame();
    foreignPut(FILE, "not what it was");
    time.sleep(Duration.ofDays(1));
    done("backup", "-y");
    requireSame();
  }

  @Test
  void looksAtEverythingWhereTheOldToolMayRun() throws IOException {
    Path crontab = zone.root().resolve("var/spool/cron/crontabs/root");
    Files.createDirectories(crontab.getParent());
    Files.writeString(crontab, "17 * * * * /opt/smartdc/imgapi/bin/imgapi-standalone-backup -y\n");
    foreignPut(FILE, "not what it was");
    done("backup", "-y");
    requireSame();
    Files.writeString(crontab, "#17 * * * * imgapi-standalone-backup -y\n");
    assertThat(requestsOf("backup", "-y")).isLessThanOrEqualTo(MOST);
  }

  @Test
  void looksAtEverythingAfterAnotherRunOfOurs() throws IOException {
    done("snapshots", "remove", "-y", ids().get(0));
    foreignPut(FILE, "not what it was");
    done("backup", "-y");
    requireSame();
  }

  @Test
  void looksAtEverythingAfterARunThatFailed() throws IOException {
    Files.writeString(zone.images().resolve("note"), "third note");
    sandbox
        .manta()
        .faults()
        .add(FaultRule.of(new Fault.Status(403, null)).method("PUT").path(".*/images/note"));
    assertThat(run("backup", "-y").status()).isNotZero();
    sandbox.manta().faults().clear();
    foreignPut(FILE, "not what it was");
    done("backup", "-y");
    requireSame();
  }

  @Test
  void looksAtEverythingWhereItsRecordIsDamaged() throws IOException {
    Path digests = zone.root().resolve("data/imgapi/run/local.cache");
    Files.writeString(digests, "imgapi/local-cache/1\nand then something else altogether");
    for (String name : new String[] {"local.cache", "mirror.cache", "mirror.json"}) {
      Path record = zone.root().resolve("data/imgapi/run").resolve(name);
      byte[] bytes = Files.readAllBytes(record);
      bytes[bytes.length / 2] ^= 1;
      Files.write(record, bytes);
      done("backup", "-y");
      requireSame();
    }
    done("backup", "-y", "--checksum");
    requireSame();
  }

  @Test
  void isRefusedAsEverWhereTheAreaIsSomebodyElses() throws IOException {
    Files.delete(zone.root().resolve("data/imgapi/run/owner.json"));
    run("backup", "-y").requireFailure(ExitCode.NOT_OWNER, "--take-over=images0");
  }
}
