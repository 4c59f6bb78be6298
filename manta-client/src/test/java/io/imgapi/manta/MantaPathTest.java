/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MantaPathTest {

  /** The right column is what JavaScript's encodeURIComponent gives. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "abcXYZ019,abcXYZ019",
        "-_.!~*'(),-_.!~*'()",
        "a b,a%20b",
        "100%,100%25",
        "a+b,a%2Bb",
        "a;b?c#d&e=f@g:h$i,a%3Bb%3Fc%23d%26e%3Df%40g%3Ah%24i",
        "[x]{y}^`<>\"\\,%5Bx%5D%7By%7D%5E%60%3C%3E%22%5C",
        "é,%C3%A9",
        "日本,%E6%97%A5%E6%9C%AC",
        "😀,%F0%9F%98%80",
        "...,...",
        "~~,~~"
      })
  void encodesAsTheNodeToolsDo(String name, String encoded) {
    MantaPath path = MantaPath.of("/alice/stor").child(name);
    assertThat(path.encoded()).isEqualTo("/alice/stor/" + encoded);
    assertThat(MantaPath.of("/alice/stor/" + name)).isEqualTo(path);
    assertThat(path.name()).isEqualTo(name);
    assertThat(path.parent()).isEqualTo(MantaPath.of("/alice/stor"));
    assertThat(path.parent().encoded()).isEqualTo("/alice/stor");
  }

  @Test
  void encodesControlCharactersAndCommas() {
    assertThat(MantaPath.of("/a").child("x,\r\ny").encoded()).isEqualTo("/a/x%2C%0D%0Ay");
  }

  @Test
  void expandsTheTilde() {
    assertThat(MantaPath.of("~~", "alice")).hasToString("/alice");
    assertThat(MantaPath.of("~~/stor/a/", "alice")).hasToString("/alice/stor/a");
    assertThat(MantaPath.of("/bob/stor", "alice")).hasToString("/bob/stor");
    assertThat(MantaPath.of("/bob/~~", "alice")).hasToString("/bob/~~");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a",
        "~~x",
        "//a",
        "/a//b",
        "/a/./b",
        "/a/../b",
        "/a/b//",
        "/a/\0",
        "/a/\ud800"
      })
  void refusesWhatWouldMeanSomethingElse(String text) {
    assertThatThrownBy(() -> MantaPath.of(text, "alice"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void walks() {
    MantaPath path = MantaPath.of("/a/stor").resolve("b/c");
    assertThat(path.components()).containsExactly("a", "stor", "b", "c");
    assertThat(path.depth()).isEqualTo(4);
    assertThat(MantaPath.of("/a/stor").contains(path)).isTrue();
    assertThat(MantaPath.of("/a/sto").contains(path)).isFalse();
    assertThatThrownBy(() -> path.child("x/y")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MantaPath.of("/a").parent()).isInstanceOf(IllegalStateException.class);
  }
}
