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
import io.imgapi.triton.papi.VmPackage;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageChoiceTest {
  private static final UUID OWNER = new UUID(0, 7);
  private final Answers answers;

  PackageChoiceTest() throws IOException {
    answers = new Answers();
  }

  @AfterEach
  void close() {
    answers.close();
  }

  private static UUID uuid(int number) {
    return new UUID(1, number);
  }

  private static String one(int number, String name, String version, String more) {
    return """
    {"uuid":"%s","name":"%s","version":"%s","active":true,"max_physical_memory":1024,"quota":1%s}"""
        .formatted(uuid(number), name, version, more);
  }

  /** Packages of one name, numbered from 0. */
  private void offered(String... versions) {
    answers.says(
        "/packages",
        IntStream.range(0, versions.length)
            .mapToObj(number -> one(number, "small", versions[number], ""))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private VmPackage choose(String nameOrUuid) {
    return new PackageChoice(answers.triton()).choose(nameOrUuid, OWNER);
  }

  private ImgapiException refused(String nameOrUuid) {
    return catchThrowableOfType(ImgapiException.class, () -> choose(nameOrUuid));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, 1.0.0",
    "1.9.0 1.10.0 1.2.3, 1.10.0",
    "10.0.0 9.99.99, 10.0.0",
    "1.0.0 1.0.0-rc1, 1.0.0",
    "1.0.0-rc1 1.0.0-beta, 1.0.0-rc1",
    "1.0.0-rc.2 1.0.0-rc.10, 1.0.0-rc.10",
    "1.0.0-1 1.0.0-alpha, 1.0.0-alpha",
    "0.9.0 1.0.0-rc1, 1.0.0-rc1",
    "1.0 1.0.1, 1.0.1",
    "1.0.0 1.0.1+build.7, 1.0.1+build.7"
  })
  void of_a_name_the_highest_version_is_chosen(String versions, String highest) {
    String[] there = versions.split(" ");
    offered(there);
    assertThat(choose("small").version()).isEqualTo(highest);
    offered(
        IntStream.range(0, there.length)
            .mapToObj(i -> there[there.length - 1 - i])
            .toArray(String[]::new));
    assertThat(choose("small").version()).as("in whatever order").isEqualTo(highest);
  }

  @Test
  void two_of_one_version_have_to_be_told_apart() {
    offered("1.0.0", "2.0.0", "2.0.0");
    ImgapiException failure = refused("small");
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessage("2 packages are called small in version 2.0.0");
    assertThat(failure.remedy())
        .contains(uuid(1).toString(), uuid(2).toString())
        .doesNotContain(uuid(0).toString());
  }

  @Test
  void only_the_very_name_counts() {
    answers.says("/packages", "[" + one(1, "Small", "1.0.0", "") + "]");
    assertThat(refused("small")).hasMessageContaining("there is no package small");
    answers.says("/packages", "[]");
    assertThat(refused("small").code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void a_uuid_names_one() {
    String other = one(3, "small", "1.0.0", "");
    answers.says("/packages/" + uuid(3), other);
    assertThat(choose(uuid(3).toString()).uuid()).isEqualTo(uuid(3));
    assertThat(refused(uuid(4).toString())).hasMessageContaining(uuid(4).toString());
  }

  @Test
  void what_no_instance_could_have_is_refused() {
    String inactive = one(3, "small", "1.0.0", "").replace("true", "false");
    answers.says("/packages/" + uuid(3), inactive);
    assertThat(refused(uuid(3).toString()).code()).isEqualTo(ExitCode.REFUSED);
    for (String brand : Arrays.asList("kvm", "bhyve", "lx")) {
      answers.says("/packages", "[" + one(1, "small", "1", ",\"brand\":\"" + brand + "\"") + "]");
      assertThat(refused("small")).hasMessageContaining("brand " + brand);
    }
    for (String brand : Arrays.asList("joyent", "joyent-minimal")) {
      answers.says("/packages", "[" + one(1, "small", "1", ",\"brand\":\"" + brand + "\"") + "]");
      assertThat(choose("small").brand()).contains(brand);
    }
  }

  @Test
  void a_service_that_fails_is_not_taken_for_absence() {
    answers.says("/packages", 500, "{\"code\":\"InternalError\",\"message\":\"moray is down\"}");
    ImgapiException failure = refused("small");
    assertThat(failure.code()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
    assertThat(failure).hasMessage("the package cannot be looked up: Internal: moray is down");
    assertThat(failure.context()).containsEntry("request id", "theirs");
  }
}
