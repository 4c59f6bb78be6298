/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any request is made. */
class ArgumentsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "*", "\"\"", "\"x\"", "a,b", "a b", "a\r\nX: y"})
  void refusesEtagsThatWouldMatchMoreThanOneObject(String etag) {
    assertThatThrownBy(() -> Condition.ifMatch(etag)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesMetadataThatMantaWouldDropOrThatIsNoHeader() {
    for (Map<String, String> bad :
        java.util.List.of(
            Map.of("colour", "blue"),
            Map.of("m-a", "x\r\ny"),
            Map.of("m-a", "é"),
            Map.of("m-a b", "x"),
            Map.of("m-a", "x".repeat(4096)))) {
      assertThatThrownBy(() -> PutOptions.standard().metadata(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(PutOptions.standard().metadata(Map.of("M-A", "x".repeat(4095))).metadata())
        .containsKey("m-a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "ftp://x",
        "http://h/path",
        "http://u@h",
        "http://h?q",
        "http://h#f"
      })
  void refusesUrlsThatAreNotAServer(String url) {
    assertThatThrownBy(() -> MantaClient.builder().url(url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1a", "a/b", "a b", "a%2Fb", "a\"b"})
  void refusesLoginsThatWouldBreakAPathOrHeader(String login) {
    assertThatThrownBy(() -> MantaClient.builder().account(login))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnOffsetWithoutAnEtagAndAnIncompleteClient() {
    assertThatThrownBy(() -> new GetOptions(Condition.none(), 1, null, "", true, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ListOptions.standard().pageSize(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MantaClient.builder().url("https://m").build())
        .isInstanceOf(IllegalStateException.class);
  }
}
