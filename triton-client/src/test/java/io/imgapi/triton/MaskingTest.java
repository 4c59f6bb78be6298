/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
  private static String kept(String words) {
    return TritonException.of(TritonException.Kind.REJECTED, "SAPI PUT /", words)
        .build()
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: hush",
        "userpassword=hush, login=admin",
        "{\"ufds_ldap_root_pw\": \"hush\", \"a\": 1}",
        "{\"ufds_ldap_root_pw\":\"a\\\"hush\"}",
        "body was {\\\"root_pw\\\":\\\"hush hush\\\"}",
        "PASSWORD='hush hush'",
        "root_pw:\"hush that was cut o",
        "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\\nhush\\n-----END EC PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nhush, and cut o"
      })
  void a_secret_is_not_kept(String words) {
    assertThat(kept(words)).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no such service: 5c1ac88b",
        "the password is missing",
        "customer_metadata keys may not end in _pw",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
      })
  void other_words_stay_as_they_are(String words) {
    assertThat(kept(words)).isEqualTo(words);
  }

  @Test
  void what_is_round_a_secret_stays() {
    assertThat(kept("{\"root_pw\":\"hush\",\"login\":\"admin\"}"))
        .isEqualTo("{\"root_pw\":(secret),\"login\":\"admin\"}");
    assertThat(kept("key -----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY----- is bad"))
        .isEqualTo("key (private key) is bad");
  }

  @Test
  void what_is_said_of_fields_is_masked_too() {
    TritonException failure =
        TritonException.of(TritonException.Kind.REJECTED, "SAPI PUT /", "no")
            .errors(List.of(new FieldError("metadata", "Invalid", "x_pw=hush")))
            .build();
    assertThat(failure.errors())
        .containsExactly(new FieldError("metadata", "Invalid", "x_pw=(secret)"));
  }

  @Test
  void long_words_are_cut_before_they_are_looked_through() {
    assertThat(kept("\"\\\\".repeat(1_000_000))).hasSizeLessThan(5000);
    assertThat(kept("root_pw=\"" + "\\x".repeat(1_000_000))).hasSizeLessThan(5000);
  }
}
