/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.napi.Network;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkChoiceTest {
  private static final UUID OWNER = new UUID(0, 7);
  private final Answers answers;

  NetworkChoiceTest() throws IOException {
    answers = new Answers().says("/networks", "[]").says("/network_pools", "[]");
  }

  @AfterEach
  void close() {
    answers.close();
  }

  private static UUID uuid(int number) {
    return new UUID(1, number);
  }

  private static String network(int number, String name, String family, String tag) {
    return "{\"uuid\":\"%s\",\"name\":\"%s\",\"family\":\"%s\",\"nic_tag\":\"%s\"}"
        .formatted(uuid(number), name, family, tag);
  }

  private static String pool(int number, String name, String family, String tags) {
    return "{\"uuid\":\"%s\",\"name\":\"%s\",\"family\":\"%s\",\"nic_tags_present\":[%s]}"
        .formatted(uuid(number), name, family, tags);
  }

  private Network choose() {
    return new NetworkChoice(answers.triton()).choose(Optional.empty(), OWNER);
  }

  private Network choose(String nameOrUuid) {
    return new NetworkChoice(answers.triton()).choose(Optional.of(nameOrUuid), OWNER);
  }

  private ImgapiException refused() {
    return catchThrowableOfType(ImgapiException.class, this::choose);
  }

  private ImgapiException refused(String nameOrUuid) {
    return catchThrowableOfType(ImgapiException.class, () -> choose(nameOrUuid));
  }

  @Test
  void a_pool_is_better_than_a_network() {
    answers
        .says("/networks", "[" + network(1, "external", "ipv4", "external") + "]")
        .says("/network_pools", "[" + pool(2, "pool", "ipv4", "\"external\"") + "]");
    assertThat(choose()).isEqualTo(choose("pool"));
    assertThat(choose().pool()).isTrue();
  }

  @Test
  void a_pool_counts_whose_external_tag_is_not_the_first() {
    answers.says("/network_pools", "[" + pool(2, "pool", "ipv4", "\"a\",\"external\"") + "]");
    assertThat(choose().uuid()).isEqualTo(uuid(2));
  }

  @Test
  void neither_the_other_family_nor_another_tag_is_external() {
    answers
        .says("/network_pools", "[" + pool(2, "six", "ipv6", "\"external\"") + "]")
        .says(
            "/networks",
            "["
                + network(3, "admin", "ipv4", "admin")
                + ","
                + network(4, "external", "ipv4", "external")
                + "]");
    assertThat(choose().uuid()).isEqualTo(uuid(4));
    answers.says("/networks", "[" + network(3, "admin", "ipv4", "admin") + "]");
    ImgapiException none = refused();
    assertThat(none.code()).isEqualTo(ExitCode.FAILED);
    assertThat(none).hasMessageContaining("no external network of IPv4");
  }

  @Test
  void of_two_none_is_chosen_unasked() {
    answers.says(
        "/network_pools",
        "["
            + pool(1, "one", "ipv4", "\"external\"")
            + ","
            + pool(2, "two", "ipv4", "\"external\"")
            + "]");
    ImgapiException failure = refused();
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.remedy()).contains("--network", "one (" + uuid(1), "two (" + uuid(2));
    assertThat(choose("two").uuid()).isEqualTo(uuid(2));
    assertThat(choose(uuid(1).toString()).name()).isEqualTo("one");
  }

  @Test
  void a_name_of_both_a_pool_and_a_network_has_to_be_told_apart() {
    answers
        .says("/networks", "[" + network(1, "same", "ipv4", "external") + "]")
        .says("/network_pools", "[" + pool(2, "same", "ipv4", "\"external\"") + "]");
    ImgapiException failure = refused("same");
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.remedy()).contains(uuid(1).toString(), uuid(2).toString());
    assertThat(choose(uuid(1).toString()).pool()).isFalse();
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() {
    answers.says("/networks", "[" + network(1, "external", "ipv4", "external") + "]");
    ImgapiException failure = refused("nowhere");
    assertThat(failure).hasMessageContaining("there is no network nowhere");
    assertThat(failure.remedy()).contains("external (" + uuid(1));
  }

  @Test
  void a_service_that_fails_is_not_taken_for_absence() {
    answers.says("/network_pools", 403, "{\"code\":\"NotAuthorized\",\"message\":\"no\"}");
    assertThat(refused().code()).isEqualTo(ExitCode.AUTH_REFUSED);
  }
}
