/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageChoiceTest {
  private static final String CHANNELS =
      """
      [{"name":"dev","description":"d","default":true},{"name":"release","description":"r"}]""";

  private final Answers answers;

  ImageChoiceTest() throws IOException {
    answers = new Answers().says("/channels", CHANNELS).says("/images", "[]");
  }

  @AfterEach
  void close() {
    answers.close();
  }

  private static UUID uuid(int number) {
    return new UUID(1, number);
  }

  private static String image(int number, String published) {
    return """
    {"v":2,"uuid":"%s","owner":"%s","name":"imgapi","version":"v%d","state":"active",
     "disabled":false,"public":false,"published_at":"%s","type":"zone-dataset","os":"smartos"}"""
        .formatted(uuid(number), new UUID(0, 0), number, published);
  }

  private ImageChoice.Chosen choose(String image) {
    return new ImageChoice(answers.triton()).choose(image, Optional.empty());
  }

  private ImgapiException refused(String image, Optional<String> channel) {
    return catchThrowableOfType(
        ImgapiException.class, () -> new ImageChoice(answers.triton()).choose(image, channel));
  }

  @Test
  void the_latest_is_so_by_time_and_not_by_text_or_order() {
    answers.says(
        "/images",
        "["
            + image(1, "2026-04-20T10:00:00Z")
            + ","
            + image(2, "2026-04-20T10:00:00.500Z")
            + ","
            + image(3, "2026-04-19T23:00:00Z")
            + "]");
    ImageChoice.Chosen chosen = choose("latest");
    assertThat(chosen.image().uuid()).isEqualTo(uuid(2));
    assertThat(chosen.importFrom()).as("the default of the server").contains("dev");
  }

  @Test
  void what_is_there_already_is_not_fetched() {
    answers.says("/images", "[" + image(1, "2026-04-20T10:00:00Z") + "]");
    answers.says("/local/images/" + uuid(1), image(1, "2026-04-20T10:00:00Z"));
    assertThat(choose("latest").importFrom()).isEmpty();
    assertThat(choose(uuid(1).toString()).importFrom()).isEmpty();
  }

  @Test
  void the_channel_is_the_one_that_was_asked_for_then_the_data_centres_then_the_servers() {
    answers.says("/images/" + uuid(1), image(1, "2026-04-20T10:00:00Z"));
    assertThat(choose(uuid(1).toString()).importFrom()).contains("dev");
    try (TritonAccess other = answers.open(Optional.of("release"))) {
      ImageChoice choice = new ImageChoice(other);
      assertThat(choice.choose(uuid(1).toString(), Optional.empty()).importFrom())
          .contains("release");
      assertThat(choice.choose(uuid(1).toString(), Optional.of("dev")).importFrom())
          .contains("dev");
    }
  }

  @Test
  void a_server_without_channels_has_one_that_is_all() {
    answers.says("/channels", 404, "{\"code\":\"ResourceNotFound\",\"message\":\"none\"}");
    answers.says("/images/" + uuid(1), image(1, "2026-04-20T10:00:00Z"));
    assertThat(choose(uuid(1).toString()).importFrom()).contains("*");
  }

  @Test
  void a_channel_that_is_not_there_is_answered_with_those_that_are() {
    ImgapiException failure = refused("latest", Optional.of("Release"));
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.remedy()).contains("dev, release");
  }

  @Test
  void an_empty_channel_has_no_latest() {
    ImgapiException failure = refused("latest", Optional.of("release"));
    assertThat(failure.code()).isEqualTo(ExitCode.FAILED);
    assertThat(failure).hasMessageContaining("in the channel release");
  }

  @ParameterizedTest
  @CsvSource({
    "\"name\":\"imgapi\", \"name\":\"papi\", its name is papi",
    "\"state\":\"active\", \"state\":\"unactivated\", it is unactivated",
    "\"state\":\"active\", \"state\":\"failed\", it is failed",
    "\"disabled\":false, \"disabled\":true, it is disabled"
  })
  void what_could_not_be_an_instance_is_refused(String good, String bad, String said) {
    String image = image(1, "2026-04-20T10:00:00Z").replace(good, bad);
    answers.says("/local/images/" + uuid(1), image);
    ImgapiException failure = refused(uuid(1).toString(), Optional.empty());
    assertThat(failure.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure).hasMessageContaining(said);
    answers.says("/images/" + uuid(2), image.replace(uuid(1).toString(), uuid(2).toString()));
    assertThat(refused(uuid(2).toString(), Optional.empty()).code())
        .as("nor is it fetched")
        .isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void only_the_answer_that_there_is_none_means_that_there_is_none() {
    answers.says("/images/" + uuid(1), image(1, "2026-04-20T10:00:00Z"));
    answers.says("/local/images/" + uuid(1), 503, "<html>down</html>");
    ImgapiException failure = refused(uuid(1).toString(), Optional.empty());
    assertThat(failure.code()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
    assertThat(failure).hasMessageContaining("in the data centre");
    ImgapiException nowhere = refused(uuid(9).toString(), Optional.empty());
    assertThat(nowhere).hasMessageContaining("there is no image " + uuid(9));
  }

  @Test
  void an_image_is_a_uuid_or_the_latest() {
    for (String word : new String[] {"", "newest", "LATEST", "imgapi"}) {
      assertThat(refused(word, Optional.empty()).code()).as(word).isEqualTo(ExitCode.USAGE);
    }
  }
}
