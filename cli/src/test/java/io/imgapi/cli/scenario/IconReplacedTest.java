/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An icon is the one file of an activated image that may change. */
class IconReplacedTest extends Scenario {
  private static final int SIZE = 2_048;
  private final List<Map<String, String>> states = new ArrayList<>();
  private Image image;

  @Override
  void begin() throws IOException {
    super.begin();
    image = new Image(images0, Image.numbered(1)).publish(Image.content(0, 10_000));
  }

  private void replaceIcon(int version, int size) throws IOException {
    image.icon(Image.content(version, size));
    later(Duration.ofHours(1));
    done(images0, "backup", "-y");
    states.add(local(images0));
    assertThat(mirror()).isEqualTo(local(images0));
  }

  private void requireEveryState() throws IOException {
    requireWholeSnapshots(images0);
    List<String> ids = area().snapshots();
    for (int i = 0; i < states.size(); i++) {
      assertThat(goBackTo(ids.get(i + 1))).isEqualTo(states.get(i));
    }
  }

  @Test
  void iconReplaced() throws IOException {
    for (int version = 1; version <= 4; version++) {
      replaceIcon(version, SIZE);
    }
    requireEveryState();
  }

  @Test
  void iconReplacedByTheOneItHadBefore() throws IOException {
    replaceIcon(1, SIZE);
    replaceIcon(2, SIZE);
    replaceIcon(1, SIZE);
    requireEveryState();
    String icon = Image.text(Image.content(1, SIZE));
    assertThat(area().objects().entrySet())
        .filteredOn(object -> object.getKey().startsWith("blobs/"))
        .filteredOn(object -> object.getValue().equals(icon))
        .hasSize(1);
  }

  @Test
  void iconReplacedByALargeOne() throws IOException {
    replaceIcon(1, SIZE);
    replaceIcon(2, Image.LARGE);
    replaceIcon(3, SIZE);
    // No blob keeps what is so large: of the middle one nothing is promised, the rest is whole.
    List<String> ids = area().snapshots();
    assertThat(goBackTo(ids.get(1))).isEqualTo(states.get(0));
    assertThat(goBackTo(ids.get(3))).isEqualTo(states.get(2));
  }

  @Test
  void aRestoreBringsTheNewestIcon() throws IOException {
    replaceIcon(1, SIZE);
    replaceIcon(2, SIZE);
    Demo.delete(images0.manifests());
    Demo.delete(images0.images());
    done(images0, "restore", "-y");
    assertThat(local(images0)).isEqualTo(states.get(1));
  }

  @Test
  void anIconThatIsTakenAwayStaysInTheSnapshots() throws IOException {
    replaceIcon(1, SIZE);
    Files.delete(image.files().resolve("icon"));
    image.publish(Image.content(0, 10_000));
    later(Duration.ofHours(1));
    done(images0, "backup", "-y");
    states.add(local(images0));
    assertThat(mirror()).isEqualTo(local(images0));
    requireEveryState();
  }
}
