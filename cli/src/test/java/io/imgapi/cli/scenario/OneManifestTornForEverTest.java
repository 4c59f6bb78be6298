/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A crash tore a manifest, and nobody mends it. */
class OneManifestTornForEverTest extends Scenario {
  private static final int DAYS = 40;
  private static final String TORN = "5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10";
  private Image torn;

  @Override
  void begin() throws IOException {
    super.begin();
    torn = new Image(images0, TORN);
  }

  private String tear() throws IOException {
    String whole = Files.readString(torn.manifest());
    Files.writeString(torn.manifest(), whole.substring(0, whole.length() / 2));
    return whole;
  }

  private Run backUpOn(int day) throws IOException {
    later(Duration.ofDays(1));
    new Image(images0, Image.numbered(day)).publish(Image.content(day, 1_000));
    if (day > 3) {
      new Image(images0, Image.numbered(day - 3)).delete();
    }
    return run(images0, "backup", "-y");
  }

  /** The local trees, with the torn manifest as it was. */
  private Map<String, String> asItShouldBe(String whole) throws IOException {
    Map<String, String> files = local(images0);
    files.put("manifests/" + TORN + ".raw", published.get("manifests/" + TORN + ".raw"));
    assertThat(whole).hasSize(files.get("manifests/" + TORN + ".raw").length());
    return files;
  }

  @Test
  void oneManifestTornForEver() throws IOException {
    String whole = tear();
    for (int day = 1; day <= DAYS; day++) {
      Run run = backUpOn(day);
      assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.PARTIAL.status());
      assertThat(run.err()).contains(TORN);
      assertThat(mirror()).isEqualTo(asItShouldBe(whole));
    }
    requireWholeSnapshots(images0);
    // Retention does not wait until it is mended.
    assertThat(snapshots(images0)).hasSizeLessThanOrEqualTo(24 + 14 + 8);
    String newest = area().snapshots().get(area().snapshots().size() - 1);
    assertThat(goBackTo(newest)).isEqualTo(asItShouldBe(whole));
    Files.writeString(torn.manifest(), whole);
    later(Duration.ofDays(1));
    assertThat(done(images0, "backup", "-y").out()).contains("put 0 manifests, 0 image files");
    assertThat(mirror()).isEqualTo(local(images0));
  }

  @Test
  void oneManifestTornSinceItsBirthKeepsNobodyElseOut() throws IOException {
    Image born = new Image(images0, Image.numbered(100)).publish(Image.content(0, 1_000));
    Files.writeString(born.manifest(), "{\"v\":2,");
    for (int day = 1; day <= 5; day++) {
      Run run = backUpOn(day);
      assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.PARTIAL.status());
      assertThat(run.err()).contains(Image.numbered(100));
      assertThat(mirror()).containsAllEntriesOf(published);
      assertThat(mirror()).doesNotContainKey("manifests/" + Image.numbered(100) + ".raw");
    }
    requireWholeSnapshots(images0);
  }

  @Test
  void oneManifestTornAndThenDeletedGoesLikeAnyOther() throws IOException {
    tear();
    backUpOn(1);
    torn.delete();
    later(Duration.ofDays(1));
    done(images0, "backup", "-y");
    assertThat(mirror()).isEqualTo(local(images0));
    requireWholeSnapshots(images0);
    assertThat(goBackTo(area().snapshots().get(0))).isEqualTo(published);
  }
}
