/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.demo.Demo;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody deletes an image and wants it back a week later. */
class ImageDeletedWhileASnapshotNeedsItTest extends Scenario {
  private Image large;
  private Image small;
  private Map<String, String> withBoth;

  @Override
  void begin() throws IOException {
    super.begin();
    large = new Image(images0, Image.numbered(1)).publish(Image.content(1, Image.LARGE));
    small = new Image(images0, Image.numbered(2)).publish(Image.content(2, 5_000));
    later(Duration.ofHours(1));
    done(images0, "backup", "-y");
    withBoth = local(images0);
    later(Duration.ofHours(1));
    large.delete();
    small.delete();
    done(images0, "backup", "-y");
  }

  @Test
  void imageDeletedWhileASnapshotNeedsIt() throws IOException {
    // The old tools, and a restore of now, see neither of them: no manifest names their files.
    assertThat(mirror()).doesNotContainKey("manifests/" + Image.numbered(1) + ".raw");
    assertThat(area().objects()).containsKey(large.inArea("file0"));
    for (int day = 1; day <= 7; day++) {
      later(Duration.ofDays(1));
      done(images0, "backup", "-y");
      requireWholeSnapshots(images0);
      assertThat(goBackTo(area().snapshots().get(1))).isEqualTo(withBoth);
    }
  }

  @Test
  void aRestoreOfNowDoesNotBringItBack() throws IOException {
    Map<String, String> now = local(images0);
    Demo.delete(images0.manifests());
    Demo.delete(images0.images());
    done(images0, "restore", "-y");
    assertThat(local(images0)).isEqualTo(now);
  }

  @Test
  void itsFilesGoWithTheLastSnapshotThatNeedsThem() throws IOException {
    String needsIt = area().snapshots().get(1);
    later(Duration.ofDays(1));
    done(images0, "snapshots", "remove", "-y", needsIt);
    done(images0, "prune", "-y");
    assertThat(area().objects())
        .doesNotContainKey(large.inArea("file0"))
        .doesNotContainValue(Image.text(Image.content(2, 5_000)));
    requireWholeSnapshots(images0);
  }

  @Test
  void retentionLetsItGoInTheEnd() throws IOException {
    boolean gone = false;
    for (int day = 1; day <= 90 && !gone; day++) {
      later(Duration.ofDays(1));
      new Image(images0, Image.numbered(3)).publish(Image.content(100 + day, 100));
      done(images0, "backup", "-y", "--keep-daily=7", "--keep-weekly=2");
      gone = !area().objects().containsKey(large.inArea("file0"));
    }
    assertThat(gone).isTrue();
    requireWholeSnapshots(images0);
    assertThat(snapshots(images0)).hasSizeLessThanOrEqualTo(24 + 7 + 2);
  }

  @Test
  void publishedAgainItIsThereOnceAndEverySnapshotIsWhole() throws IOException {
    later(Duration.ofHours(1));
    large.publish(Image.content(1, Image.LARGE));
    done(images0, "backup", "-y");
    requireWholeSnapshots(images0);
    assertThat(mirror()).isEqualTo(local(images0));
  }
}
