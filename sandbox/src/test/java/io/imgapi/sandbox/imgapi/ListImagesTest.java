/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which images are listed, in what order, and to whom. */
class ListImagesTest {

  private static final String ALPHA = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String BETA = "bbbbbbbb-0000-4000-8000-000000000002";
  private static final String GAMMA = "cccccccc-0000-4000-8000-000000000003";
  private static final String SECRET = "dddddddd-0000-4000-8000-000000000004";
  private static final String OFF = "eeeeeeee-0000-4000-8000-000000000005";
  private static final String FRESH = "ffffffff-0000-4000-8000-000000000006";
  private static final String FRIEND = "a0b6b534-2547-4e1f-b758-63a2afd747d1";

  private ImgapiFixture imgapi;

  @BeforeEach
  void start(@TempDir Path zone) throws IOException {
    imgapi = new ImgapiFixture(zone);
    imgapi.configure("{\"mode\":\"private\"}");
    imgapi.manifest(
        GAMMA,
        "gamma",
        "{\"published_at\":\"2025-03-01T00:00:00.000Z\",\"version\":\"2.0.0\",\"os\":\"linux\","
            + "\"type\":\"lx-dataset\",\"tags\":[\"role=db\",\"dc=east\"],"
            + "\"tagsObj\":{\"role\":\"db\",\"dc\":\"east\"}}");
    imgapi.manifest(ALPHA, "alpha", "{\"published_at\":\"2025-01-01T00:00:00.000Z\"}");
    imgapi.manifest(
        BETA,
        "alphabet",
        "{\"published_at\":\"2025-02-01T00:00:00.000Z\",\"tags\":[\"role=db\"],"
            + "\"billing_tags\":[\"gold\"]}");
    imgapi.manifest(
        SECRET,
        "secret",
        "{\"published_at\":\"2025-04-01T00:00:00.000Z\",\"public\":false,\"acl\":[\""
            + FRIEND
            + "\"]}");
    imgapi.manifest(
        OFF,
        "off",
        "{\"published_at\":\"2025-05-01T00:00:00.000Z\",\"disabled\":true,\"state\":\"disabled\"}");
    imgapi.manifest(FRESH, "fresh", "{\"activated\":false,\"state\":\"unactivated\"}");
    imgapi.start();
  }

  @AfterEach
  void stop() throws IOException {
    imgapi.close();
  }

  private List<String> list(String query) {
    Wire.Answer answer = imgapi.get("/images" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return ImgapiFixture.names(answer);
  }

  private List<String> listAsBob(String query) {
    return ImgapiFixture.names(imgapi.asBob("GET", "/images" + query, new byte[0]));
  }

  @Test
  void activeImagesAreListedOldestFirst() {
    assertThat(list("")).containsExactly("alpha", "alphabet", "gamma", "secret");
    assertThat(list("?sort=published_at.desc")).startsWith("secret", "gamma");
    assertThat(imgapi.get("/images?sort=name").status()).isEqualTo(422);
  }

  @Test
  void whoIsNotKnownSeesNoOthersWhateverTheyAskFor() {
    assertThat(list("?state=all")).containsExactly("alpha", "alphabet", "gamma", "secret");
    assertThat(list("?state=disabled")).isEmpty();
    assertThat(list("?state=unactivated")).isEmpty();
  }

  @Test
  void whoSignsSeesTheStateTheyAskFor() {
    assertThat(listAsBob("?state=all")).hasSize(6).startsWith("fresh");
    assertThat(listAsBob("?state=disabled")).containsExactly("off");
    assertThat(listAsBob("?state=unactivated")).containsExactly("fresh");
    assertThat(listAsBob("")).doesNotContain("off", "fresh");
    assertThat(imgapi.get("/images?state=odd").code()).isEmpty();
    assertThat(imgapi.get("/images?state=odd").text()).contains("\"code\": \"InvalidParameter\"");
  }

  @Test
  void fieldsAreComparedWholeOrByAPart() {
    assertThat(list("?name=alpha")).containsExactly("alpha");
    assertThat(list("?name=~alph")).containsExactly("alpha", "alphabet");
    assertThat(list("?version=2.0.0")).containsExactly("gamma");
    assertThat(list("?os=linux")).containsExactly("gamma");
    assertThat(list("?type=!zone-dataset")).containsExactly("gamma");
    assertThat(list("?owner=" + FRIEND)).isEmpty();
    assertThat(list("?public=false")).containsExactly("secret");
    assertThat(imgapi.get("/images?public=maybe").status()).isEqualTo(422);
  }

  @Test
  void everyTagHasToBeThere() {
    assertThat(list("?tag.role=db")).containsExactly("alphabet", "gamma");
    assertThat(list("?tag.role=db&tag.dc=east")).containsExactly("gamma");
    assertThat(list("?billing_tag=gold")).containsExactly("alphabet");
  }

  @Test
  void anAccountSeesWhatIsItsOwnPublicOrSharedWithIt() {
    assertThat(list("?account=" + FRIEND)).contains("alpha", "secret");
    assertThat(list("?account=11111111-2547-4e1f-b758-63a2afd747d1"))
        .contains("alpha")
        .doesNotContain("secret");
    assertThat(listAsBob("?state=all&account=" + ImgapiFixture.OWNER)).hasSize(6);
    assertThat(listAsBob("?state=all&account=" + FRIEND)).contains("off").doesNotContain("fresh");
    assertThat(imgapi.get("/images/" + SECRET + "?account=" + FRIEND).status()).isEqualTo(200);
    assertThat(
            imgapi
                .get("/images/" + SECRET + "?account=11111111-2547-4e1f-b758-63a2afd747d1")
                .status())
        .isEqualTo(404);
    assertThat(imgapi.get("/images?account=me").status()).isEqualTo(422);
  }

  @Test
  void aMarkerAndALimitMakePagesOfWhichTheMarkerIsTheFirst() {
    assertThat(list("?limit=2")).containsExactly("alpha", "alphabet");
    assertThat(list("?limit=2&marker=" + BETA)).containsExactly("alphabet", "gamma");
    assertThat(list("?marker=2025-02-15")).containsExactly("gamma", "secret");
    assertThat(list("?marker=2025-03-01T00:00:00.000Z")).containsExactly("gamma", "secret");
    assertThat(imgapi.get("/images?marker=soon").status()).isEqualTo(422);
    assertThat(imgapi.get("/images?limit=many").status()).isEqualTo(422);
    assertThat(imgapi.get("/images?marker=99999999-0000-4000-8000-000000000001").status())
        .isEqualTo(404);
  }

  @Test
  void oneImageIsShownWithATagThatSavesSendingItAgain() {
    Wire.Answer answer = imgapi.get("/images/" + GAMMA);
    assertThat(answer.text()).startsWith("{\n  \"v\": 2,\n  \"uuid\": \"" + GAMMA + "\",\n");
    assertThat(ImgapiFixture.json(answer.text()).path("tags").path("role").asText())
        .isEqualTo("db");
    assertThat(answer.header("server")).isEqualTo("imgapi/4.13.1");
    assertThat(answer.header("x-request-id")).isNotEmpty();
    Wire.Answer again =
        imgapi.call(
            "GET",
            "/images/" + GAMMA,
            new byte[0],
            java.util.Map.of("if-none-match", answer.header("etag"), "x-request-id", "my-own"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("x-request-id")).isEqualTo("my-own");
  }

  @Test
  void whatDoesNotExistIsSaidInTheApisForm() {
    assertThat(imgapi.get("/images/99999999-0000-4000-8000-000000000001").text())
        .isEqualTo(
            "{\n  \"code\": \"ResourceNotFound\",\n  \"message\":"
                + " \"image 99999999-0000-4000-8000-000000000001 not found\"\n}");
    assertThat(imgapi.get("/images/NotOne").text()).contains("/images/NotOne does not exist");
    assertThat(imgapi.get("/nothing").status()).isEqualTo(404);
    assertThat(imgapi.get("/channels").status()).isEqualTo(404);
    Wire.Answer wrong = imgapi.call("PUT", "/images", new byte[0], java.util.Map.of());
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("allow")).isEqualTo("GET, POST");
  }

  @Test
  void operatorsFieldsNeedASignature() {
    assertThat(imgapi.get("/images/" + GAMMA + "?inclAdminFields=true").status()).isEqualTo(401);
    assertThat(
            imgapi.asBob("GET", "/images/" + GAMMA + "?inclAdminFields=true", new byte[0]).status())
        .isEqualTo(200);
  }
}
