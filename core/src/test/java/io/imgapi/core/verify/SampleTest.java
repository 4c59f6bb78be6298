/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read on which day. */
class SampleTest {
  private static final List<String> PATHS =
      IntStream.range(0, 20_000).mapToObj(i -> "/a/stor/b/images/" + i + "/file0").toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10, 30, 50, 99, 100})
  void readsEverythingInAnyRowOfDaysThatIsLongEnough(int percent) {
    int days = (100 + percent - 1) / percent;
    for (long first : new long[] {0, 20_771, 20_783}) {
      for (String path : PATHS) {
        boolean read = false;
        for (long day = first; day < first + days && !read; day++) {
          read = new Sample(percent, day).has(path);
        }
        assertThat(read).as("%s from day %d", path, first).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 33, 100})
  void readsAboutAsMuchAsIsAskedFor(int percent) {
    Sample sample = new Sample(percent, 20_771);
    double share = 100.0 * PATHS.stream().filter(sample::has).count() / PATHS.size();
    assertThat(share).isBetween(percent * 0.8, percent * 1.2);
  }

  @Test
  void readsNothingUnasked() {
    assertThat(PATHS).noneMatch(new Sample(0, 20_771)::has);
  }
}
