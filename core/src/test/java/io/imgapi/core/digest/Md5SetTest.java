/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Md5SetTest {
  @Test
  void holdsWhatWasAddedAndNothingElse() {
    Md5Set set = new Md5Set();
    Set<Md5> expected = new HashSet<>();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      // Few different low halves, so that many fall on one place.
      Md5 md5 = new Md5(random.nextInt(40), random.nextInt(2000));
      if (random.nextBoolean()) {
        set.add(md5);
        expected.add(md5);
      }
      assertThat(set.contains(md5)).isEqualTo(expected.contains(md5));
    }
    for (int high = 0; high < 40; high++) {
      for (int low = 0; low < 2000; low++) {
        Md5 md5 = new Md5(high, low);
        assertThat(set.contains(md5)).isEqualTo(expected.contains(md5));
      }
    }
  }

  @Test
  void takesTheDigestThatIsAllZeros() {
    Md5Set set = new Md5Set();
    assertThat(set.contains(new Md5(0, 0))).isFalse();
    set.add(new Md5(0, 0));
    assertThat(set.contains(new Md5(0, 0))).isTrue();
    assertThat(set.contains(new Md5(0, 1))).isFalse();
    assertThat(set.contains(new Md5(1, 0))).isFalse();
  }
}
