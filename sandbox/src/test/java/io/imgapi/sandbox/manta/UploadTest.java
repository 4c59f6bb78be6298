/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.wire.MantaFixture;
import io.imgapi.sandbox.wire.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Multipart uploads: manta-protocol.md 3.11. */
class UploadTest {

  private static final Pattern CREATED =
      Pattern.compile("\\{\"id\":\"([0-9a-f-]{36})\",\"partsDirectory\":\"([^\"]+)\"}");

  @TempDir Path directory;
  private MantaFixture manta;
  private String id;
  private String parts;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  private Answer post(String path, String json) {
    return manta.call("POST", path, json.getBytes(UTF_8), "content-type", "application/json");
  }

  private void create(String json) {
    Answer created = post("/alice/uploads", json);
    assertThat(created.status()).isEqualTo(201);
    Matcher matcher = CREATED.matcher(created.text());
    assertThat(matcher.matches()).isTrue();
    id = matcher.group(1);
    parts = matcher.group(2);
  }

  private static String etags(List<String> etags) {
    return "{\"parts\":["
        + String.join(",", etags.stream().map(e -> '"' + e + '"').toList())
        + "]}";
  }

  private static byte[] bytes(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String md5(byte[] bytes) throws Exception {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
  }

  @Test
  void joinsItsParts() throws Exception {
    create(
        "{\"objectPath\":\"/alice/stor/a%20b\",\"headers\":{\"Content-Type\":\"text/x\","
            + "\"m-a\":\"1\",\"durability-level\":3}}");
    int length = Character.digit(id.charAt(id.length() - 1), 16);
    assertThat(parts).isEqualTo("/alice/uploads/" + id.substring(0, length) + "/" + id);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List<String> etags = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] part = bytes(i, i < 2 ? 5 << 20 : 1000);
      whole.writeBytes(part);
      Answer put = manta.call("PUT", parts + "/" + i, part);
      assertThat(put.status()).isEqualTo(204);
      etags.add(put.header("etag"));
    }
    assertThat(manta.head(parts + "/1").header("etag")).isEqualTo(etags.get(1));
    assertThat(manta.get(parts).header("result-set-size")).isEqualTo("3");
    assertThat(manta.get(parts + "/state").text())
        .contains("\"state\":\"created\"")
        .contains("\"partsDirectory\":\"" + parts + "\"")
        .contains("\"targetObject\":\"/alice/stor/a b\"")
        .contains("\"numCopies\":3")
        .contains("\"headers\":{\"content-type\":\"text/x\"");
    Answer commit = post(parts + "/commit", etags(etags));
    assertThat(commit.status()).isEqualTo(201);
    assertThat(commit.header("location")).isEqualTo("/alice/stor/a b");
    assertThat(commit.header("computed-md5")).isEqualTo(md5(whole.toByteArray()));
    assertThat(commit.body()).isEmpty();
    Answer get = manta.get("/alice/stor/a%20b");
    assertThat(get.body()).isEqualTo(whole.toByteArray());
    assertThat(get.header("content-type")).isEqualTo("text/x");
    assertThat(get.header("m-a")).isEqualTo("1");
    assertThat(get.header("durability-level")).isEqualTo("3");
    assertThat(post(parts + "/commit", etags(etags)).status()).isEqualTo(201);
    Answer other = post(parts + "/commit", etags(etags.subList(0, 1)));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("InvalidMultipartUploadState");
    assertThat(post(parts + "/abort", "").status()).isEqualTo(409);
    assertThat(manta.put(parts + "/5", "late").code()).isEqualTo("InvalidMultipartUploadState");
    assertThat(manta.get(parts + "/state").text())
        .contains("\"state\":\"done\"")
        .contains("\"result\":\"committed\"")
        .contains("\"partsMD5Summary\":\"" + md5(String.join("", etags).getBytes(UTF_8)) + "\"")
        .doesNotContain("partsDirectory");
  }

  @Test
  void redirectsFromTheBareId() {
    create("{\"objectPath\":\"/alice/stor/x\"}");
    for (String method : new String[] {"GET", "HEAD", "PUT", "POST"}) {
      Answer moved = manta.call(method, "/alice/uploads/" + id + "/4", new byte[0]);
      assertThat(moved.status()).as(method).isEqualTo(301);
      assertThat(moved.header("location")).isEqualTo(parts + "/4");
    }
    assertThat(manta.get("/alice/uploads/" + id).header("location")).isEqualTo(parts);
    assertThat(manta.get("/alice/uploads/" + id.replace(id.charAt(0), 'f') + "x").status())
        .isEqualTo(404);
  }

  @Test
  void refusesPartsThatAreNotAsTheyMustBe() {
    create("{\"objectPath\":\"/alice/stor/x\"}");
    for (String bad : new String[] {"800", "01", "-1", "a"}) {
      assertThat(manta.put(parts + "/" + bad, "x").code())
          .isEqualTo("MultipartUploadInvalidArgument");
    }
    assertThat(manta.put(parts + "/0", "x", "durability-level", "2").code())
        .isEqualTo("MultipartUploadInvalidArgument");
    String first = manta.put(parts + "/0", "small").header("etag");
    String second = manta.put(parts + "/1", "more").header("etag");
    Answer tooSmall = post(parts + "/commit", etags(List.of(first, second)));
    assertThat(tooSmall.status()).isEqualTo(409);
    assertThat(tooSmall.text()).contains("[part 0] part is too small");
    assertThat(post(parts + "/commit", etags(List.of(second))).code())
        .isEqualTo("MultipartUploadInvalidArgument");
    String replaced = manta.put(parts + "/0", "again").header("etag");
    assertThat(post(parts + "/commit", etags(List.of(first))).code())
        .isEqualTo("MultipartUploadInvalidArgument");
    assertThat(post(parts + "/commit", etags(List.of(replaced))).status()).isEqualTo(201);
    assertThat(manta.get("/alice/stor/x").text()).isEqualTo("again");
  }

  @Test
  void checksWhatWasDeclared() {
    create(
        "{\"objectPath\":\"/alice/stor/x\",\"headers\":{\"content-length\":4,"
            + "\"content-md5\":\"XUFAKrxLKna5cZ2REBfFkg==\"}}");
    String four = manta.put(parts + "/0", "hell").header("etag");
    assertThat(post(parts + "/commit", etags(List.of(four))).text()).contains("content-md5");
    String five = manta.put(parts + "/0", "hello").header("etag");
    assertThat(post(parts + "/commit", etags(List.of(five))).text()).contains("content-length");
  }

  @Test
  void anEmptyUploadIsAnEmptyObject() {
    create("{\"objectPath\":\"/alice/stor/x\"}");
    assertThat(post(parts + "/commit", "{\"parts\":[]}").status()).isEqualTo(201);
    assertThat(manta.head("/alice/stor/x").header("content-length")).isEqualTo("0");
  }

  @Test
  void anAbortIsFinal() {
    create("{\"objectPath\":\"/alice/stor/x\"}");
    assertThat(post(parts + "/abort", "").status()).isEqualTo(204);
    assertThat(post(parts + "/abort", "").status()).isEqualTo(204);
    assertThat(post(parts + "/commit", "{\"parts\":[]}").code())
        .isEqualTo("InvalidMultipartUploadState");
    assertThat(manta.get(parts + "/state").text()).contains("\"result\":\"aborted\"");
    assertThat(manta.get("/alice/stor/x").status()).isEqualTo(404);
  }

  @Test
  void theTargetIsCheckedAtTheCommit() {
    create("{\"objectPath\":\"/alice/stor/no/x\"}");
    Answer commit = post(parts + "/commit", "{\"parts\":[]}");
    assertThat(commit.status()).isEqualTo(404);
    assertThat(commit.code()).isEqualTo("DirectoryDoesNotExist");
    manta.mkdir("/alice/stor/no");
    assertThat(post(parts + "/commit", "{\"parts\":[]}").status()).isEqualTo(201);
    create("{\"objectPath\":\"/alice/stor/no\"}");
    assertThat(post(parts + "/commit", "{\"parts\":[]}").code())
        .isEqualTo("OperationNotAllowedOnDirectory");
  }

  @Test
  void refusesBadDescriptions() {
    for (String bad :
        new String[] {
          "nonsense",
          "[]",
          "{}",
          "{\"objectPath\":7}",
          "{\"objectPath\":\"/alice/stor/x\",\"headers\":{\"content-length\":\"5\"}}",
          "{\"objectPath\":\"/alice/stor/x\",\"headers\":{\"If-Match\":\"x\"}}"
        }) {
      Answer refused = post("/alice/uploads", bad);
      assertThat(refused.status()).as(bad).isEqualTo(409);
      assertThat(refused.code()).isEqualTo("MultipartUploadInvalidArgument");
    }
    assertThat(
            post(
                    "/alice/uploads",
                    "{\"objectPath\":\"/alice/stor/x\",\"headers\":{\"durability-level\":10}}")
                .code())
        .isEqualTo("InvalidDurabilityLevel");
    Answer nobody = post("/alice/uploads", "{\"objectPath\":\"/nobody/stor/x\"}");
    assertThat(nobody.status()).isEqualTo(403);
    assertThat(nobody.code()).isEqualTo("AccountDoesNotExist");
  }

  @Test
  void otherMethodsAreNotAllowed() {
    create("{\"objectPath\":\"/alice/stor/x\"}");
    manta.put(parts + "/0", "x");
    assertThat(manta.get(parts + "/0").status()).isEqualTo(405);
    assertThat(manta.delete(parts).status()).isEqualTo(405);
    assertThat(manta.delete(parts + "/0").status()).isEqualTo(405);
    assertThat(manta.head(parts + "/state").status()).isEqualTo(405);
    assertThat(manta.get(parts + "/commit").status()).isEqualTo(405);
  }
}
