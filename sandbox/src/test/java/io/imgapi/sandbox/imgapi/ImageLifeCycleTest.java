/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.sandbox.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an image, over HTTP and on disk, with files kept locally. */
class ImageLifeCycleTest {

  private static final byte[] NONE = new byte[0];

  private ImgapiFixture imgapi;

  @BeforeEach
  void start(@TempDir Path zone) throws IOException {
    imgapi = new ImgapiFixture(zone).start();
  }

  @AfterEach
  void stop() throws IOException {
    imgapi.close();
  }

  private Wire.Answer putFile(String uuid, byte[] content, String more, String... headers) {
    return imgapi.asBob(
        "PUT", "/images/" + uuid + "/file?compression=gzip" + more, content, headers);
  }

  private Wire.Answer act(String uuid, String action) {
    return imgapi.asBob("POST", "/images/" + uuid + "?action=" + action, NONE);
  }

  private Path file(String uuid, String name) {
    return imgapi.path("data/imgapi/images/" + uuid.substring(0, 3) + "/" + uuid + "/" + name);
  }

  private Path manifest(String uuid) {
    return imgapi.path("data/imgapi/manifests/" + uuid + ".raw");
  }

  private static String field(Wire.Answer answer, String name) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return ImgapiFixture.json(answer.text()).path(name).asText();
  }

  @Test
  void anImageIsMadeFilledActivatedDisabledEnabledAndDeleted() throws IOException {
    byte[] content = ImgapiFixture.bytes(300_000);
    byte[] icon = ImgapiFixture.bytes(2_000);
    String uuid = imgapi.create("{\"description\":\"naïve 雲\",\"tags\":{\"role\":\"db\"}}");
    assertThat(Files.readString(manifest(uuid)))
        .startsWith("{\n  \"v\": 2,\n  \"owner\": ")
        .contains("\"acl\": [],", "naïve 雲", "\"role=db\"")
        .endsWith("\n}");
    assertThat(act(uuid, "activate").text()).contains("NoActivationNoFile");

    Wire.Answer filled = putFile(uuid, content, "&dataset_guid=17");
    JsonNode file = ImgapiFixture.json(filled.text()).path("files").path(0);
    assertThat(file.toString())
        .isEqualTo(
            "{\"sha1\":\""
                + Digests.hex(Digests.sha1().digest(content))
                + "\",\"size\":300000,\"compression\":\"gzip\",\"dataset_guid\":\"17\"}");
    assertThat(Files.readAllBytes(file(uuid, "file0"))).isEqualTo(content);
    Wire.Answer withIcon =
        imgapi.asBob("PUT", "/images/" + uuid + "/icon", icon, "content-type", "image/png");
    assertThat(field(withIcon, "icon")).isEqualTo("true");

    Wire.Answer active = act(uuid, "activate");
    assertThat(field(active, "state")).isEqualTo("active");
    assertThat(field(active, "published_at")).isEqualTo("2026-03-04T05:06:07.000Z");
    assertThat(act(uuid, "activate").text()).contains("ImageAlreadyActivated");
    assertThat(putFile(uuid, content, "").text()).contains("ImageFilesImmutable");

    Wire.Answer served = imgapi.get("/images/" + uuid + "/file");
    assertThat(served.body()).isEqualTo(content);
    assertThat(served.header("content-md5"))
        .isEqualTo(Digests.base64(Digests.md5().digest(content)));
    assertThat(served.header("etag")).isEqualTo(file.path("sha1").asText());
    assertThat(imgapi.get("/images/" + uuid + "/file0").body()).isEqualTo(content);
    assertThat(imgapi.get("/images/" + uuid + "/file1").status()).isEqualTo(404);
    Wire.Answer servedIcon = imgapi.get("/images/" + uuid + "/icon");
    assertThat(servedIcon.body()).isEqualTo(icon);
    assertThat(servedIcon.header("content-type")).isEqualTo("image/png");

    assertThat(field(act(uuid, "disable"), "state")).isEqualTo("disabled");
    assertThat(ImgapiFixture.names(imgapi.get("/images"))).isEmpty();
    assertThat(field(act(uuid, "enable"), "state")).isEqualTo("active");
    assertThat(act(uuid, "explode").text()).contains("is not a valid action");

    Wire.Answer deleted = imgapi.asBob("DELETE", "/images/" + uuid, NONE);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(manifest(uuid)).doesNotExist();
    assertThat(file(uuid, "file0").getParent()).doesNotExist();
    assertThat(file(uuid, "file0").getParent().getParent()).exists();
    assertThat(imgapi.get("/images/" + uuid).status()).isEqualTo(404);
  }

  @Test
  void whatWasChangedIsThereAfterARestartAndInTheArchive() throws IOException {
    byte[] content = ImgapiFixture.bytes(5_000);
    String uuid = imgapi.create("{}");
    putFile(uuid, content, "");
    act(uuid, "activate");
    Wire.Answer before = imgapi.get("/images/" + uuid);
    imgapi.restart();
    assertThat(imgapi.get("/images/" + uuid).text()).isEqualTo(before.text());
    assertThat(imgapi.get("/images/" + uuid + "/file").body()).isEqualTo(content);
    Path archived =
        imgapi.path("data/imgapi/archive/" + uuid.substring(0, 3) + "/" + uuid + ".json");
    assertThat(Files.readString(archived)).isEqualTo(before.text());
  }

  @Test
  void filesChangedOnDiskAreNotSeenBeforeARestart() throws IOException {
    String uuid = imgapi.create("{}");
    Files.writeString(
        manifest(uuid), Files.readString(manifest(uuid)).replace("\"base\"", "\"other\""));
    assertThat(field(imgapi.get("/images/" + uuid), "name")).isEqualTo("base");
    imgapi.restart();
    assertThat(field(imgapi.get("/images/" + uuid), "name")).isEqualTo("other");
  }

  @Test
  void contentThatIsNotWhatWasAnnouncedIsRefusedAndTheOldFileStays() throws IOException {
    byte[] content = ImgapiFixture.bytes(5_000);
    String uuid = imgapi.create("{}");
    putFile(uuid, content, "");
    byte[] other = ImgapiFixture.bytes(6_000);
    assertThat(putFile(uuid, other, "&sha1=0123").status()).isEqualTo(400);
    assertThat(putFile(uuid, other, "&size=5").status()).isEqualTo(400);
    assertThat(putFile(uuid, other, "", "content-md5", "AAAA").status()).isEqualTo(400);
    assertThat(putFile(uuid, NONE, "").text()).contains("0 bytes");
    assertThat(putFile(uuid, NONE, "", "transfer-encoding", "chunked").text()).contains("0 bytes");
    assertThat(Files.readAllBytes(file(uuid, "file0"))).isEqualTo(content);
    assertThat(imgapi.get("/images/" + uuid + "/file").body()).isEqualTo(content);
    assertThat(imgapi.asBob("PUT", "/images/" + uuid + "/file", content).text())
        .contains("missing \\\"compression\\\"");
    assertThat(imgapi.asBob("PUT", "/images/" + uuid + "/file?compression=zip", content).status())
        .isEqualTo(422);
  }

  @Test
  void anUploadThatBreaksOffLeavesItsPartAndChangesNothing() throws Exception {
    String uuid = imgapi.create("{}");
    byte[] half = ImgapiFixture.bytes(20_000);
    try (Wire wire = new Wire(java.net.URI.create("http://127.0.0.1:" + imgapi.server().port()))) {
      StringBuilder head =
          new StringBuilder("PUT /images/" + uuid + "/file?compression=none HTTP/1.1\r\n");
      head.append("host: zone\r\nx-request-id: broken-off\r\ncontent-length: 40000\r\n");
      ImgapiFixture.signed(imgapi.bob(), "bob", ImgapiFixture.NOW)
          .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\n");
      wire.send(half);
      wire.endOutput();
      assertThat(wire.isEnded()).isTrue();
    }
    assertThat(Files.readAllBytes(file(uuid, "file0.broken-off"))).isEqualTo(half);
    assertThat(file(uuid, "file0")).doesNotExist();
    assertThat(ImgapiFixture.json(imgapi.get("/images/" + uuid).text()).path("files")).isEmpty();
  }

  @Test
  void anIconIsSmallAndOfAKnownKindAndMayGoAgain() {
    String uuid = imgapi.create("{}");
    String icon = "/images/" + uuid + "/icon";
    assertThat(
            imgapi.asBob("PUT", icon, ImgapiFixture.bytes(10), "content-type", "text/css").text())
        .contains("\"Upload\"", "invalid content-type");
    byte[] large = ImgapiFixture.bytes((128 << 10) + 1);
    assertThat(imgapi.asBob("PUT", icon, large, "content-type", "image/gif").status())
        .isEqualTo(400);
    assertThat(
            imgapi
                .asBob(
                    "PUT", icon, large, "content-type", "image/gif", "transfer-encoding", "chunked")
                .text())
        .contains("128 KiB");
    assertThat(imgapi.asBob("DELETE", icon, NONE).status()).isEqualTo(404);
    byte[] small = ImgapiFixture.bytes(128 << 10);
    assertThat(imgapi.asBob("PUT", icon, small, "content-type", "image/gif").status())
        .isEqualTo(200);
    assertThat(imgapi.asBob("DELETE", icon, NONE).text()).doesNotContain("icon");
    assertThat(imgapi.get(icon).status()).isEqualTo(404);
    assertThat(file(uuid, "icon")).doesNotExist();
  }

  @Test
  void anUpdateChangesWhatMayChangeAndNothingElse() {
    String uuid = imgapi.create("{}");
    String target = "/images/" + uuid + "?action=update";
    Wire.Answer updated =
        imgapi.asBob("POST", target, "{\"description\":\"new\",\"tags\":{\"a\":1}}");
    assertThat(field(updated, "description")).isEqualTo("new");
    assertThat(imgapi.asBob("GET", "/images?state=all&tag.a=1", NONE).text()).contains(uuid);
    assertThat(field(imgapi.asBob("POST", target, "{\"description\":null}"), "description"))
        .isEmpty();
    assertThat(imgapi.asBob("POST", target, "{\"name\":\"x\"}").text())
        .contains("ValidationFailed", "Parameter cannot be updated");
    assertThat(imgapi.asBob("POST", target, "{\"public\":false}").text())
        .contains("private images are not allowed");
    assertThat(imgapi.asBob("POST", target, "{\"os\":\"dos\"}").status()).isEqualTo(422);
    assertThat(imgapi.asBob("POST", target, "{}").status()).isEqualTo(422);
    assertThat(imgapi.asBob("POST", target, "nonsense").text()).contains("InvalidContent");
    assertThat(field(imgapi.get("/images/" + uuid), "os")).isEqualTo("smartos");
    Map<String, String> stale =
        new HashMap<>(ImgapiFixture.signed(imgapi.bob(), "bob", ImgapiFixture.NOW));
    stale.put("if-match", "0000");
    assertThat(imgapi.call("POST", target, "{\"os\":\"other\"}".getBytes(UTF_8), stale).status())
        .isEqualTo(412);
  }

  @Test
  void whatIsMissingOrUnknownInANewImageIsNamed() {
    Wire.Answer bare = imgapi.asBob("POST", "/images", "{}");
    assertThat(bare.status()).isEqualTo(422);
    assertThat(bare.text()).contains("invalid image data: owner, name, version, type, os");
    String whole =
        "{\"name\":\"a\",\"version\":\"1\",\"type\":\"zone-dataset\",\"os\":\"smartos\","
            + "\"public\":true,\"owner\":\""
            + ImgapiFixture.OWNER
            + "\"";
    assertThat(imgapi.asBob("POST", "/images", whole + ",\"colour\":\"red\"}").text())
        .contains("invalid extra parameters: \\\"colour\\\"");
    assertThat(imgapi.asBob("POST", "/images", whole + ",\"state\":\"active\"}").text())
        .contains("Parameter cannot be set");
    assertThat(
            imgapi
                .asBob(
                    "POST",
                    "/images",
                    whole + ",\"origin\":\"99999999-0000-4000-8000-000000000001\"}")
                .text())
        .contains("OriginDoesNotExist");
    assertThat(imgapi.asBob("POST", "/images?action=create-from-vm", "{}").status()).isEqualTo(501);
  }

  @Test
  void anImportedImageKeepsItsUuidAndDate() {
    String uuid = "12345678-0000-4000-8000-000000000001";
    String data =
        "{\"uuid\":\""
            + uuid
            + "\",\"name\":\"a\",\"version\":\"1\",\"type\":\"zone-dataset\",\"os\":\"smartos\","
            + "\"published_at\":\"2012-11-02T22:46:45.992Z\",\"public\":true,\"state\":\"active\","
            + "\"files\":[],\"owner\":\""
            + ImgapiFixture.OWNER
            + "\"}";
    String target = "/images/" + uuid + "?action=import";
    assertThat(field(imgapi.asBob("POST", target, data), "state")).isEqualTo("unactivated");
    assertThat(imgapi.asBob("POST", target, data).text()).contains("ImageUuidAlreadyExists");
    assertThat(
            imgapi
                .asBob("POST", "/images/22345678-0000-4000-8000-000000000001?action=import", data)
                .status())
        .isEqualTo(422);
    putFile(uuid, ImgapiFixture.bytes(10), "");
    assertThat(field(act(uuid, "activate"), "published_at")).isEqualTo("2012-11-02T22:46:45.992Z");
  }

  @Test
  void anImageThatOthersBuildOnStays() {
    String base = imgapi.create("{}");
    String upon = imgapi.create("{\"origin\":\"" + base + "\"}");
    Wire.Answer refused = imgapi.asBob("DELETE", "/images/" + base, NONE);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("ImageHasDependentImages", upon);
    assertThat(imgapi.asBob("DELETE", "/images/" + upon, NONE).status()).isEqualTo(204);
    assertThat(imgapi.asBob("DELETE", "/images/" + base, NONE).status()).isEqualTo(204);
  }

  @Test
  void anotherAccountCannotChangeAnImage() {
    String uuid = imgapi.create("{}");
    putFile(uuid, ImgapiFixture.bytes(10), "");
    act(uuid, "activate");
    String stranger = "&account=11111111-0000-4000-8000-000000000001";
    assertThat(act(uuid, "disable" + stranger).text()).contains("NotImageOwner");
    assertThat(putFile(uuid, NONE, "&storage=local&account=" + ImgapiFixture.OWNER).status())
        .isEqualTo(422);
  }

  @Test
  void accountsAreLetInAndTakenOutAgain() throws IOException {
    imgapi.configure("{\"mode\":\"private\"}");
    imgapi.restart();
    String uuid = imgapi.create("{\"public\":false}");
    String friend = "[\"a0b6b534-2547-4e1f-b758-63a2afd747d1\"]";
    String acl = "/images/" + uuid + "/acl?action=";
    imgapi.asBob("POST", acl + "add", friend);
    Wire.Answer twice = imgapi.asBob("POST", acl + "add", friend);
    assertThat(ImgapiFixture.json(twice.text()).path("acl")).hasSize(1);
    Wire.Answer none = imgapi.asBob("POST", acl + "remove", friend);
    assertThat(ImgapiFixture.json(none.text()).has("acl")).isFalse();
    assertThat(imgapi.asBob("POST", acl + "add", "[\"me\"]").status()).isEqualTo(422);
    assertThat(imgapi.asBob("POST", acl + "add", "{}").text()).contains("not an array");
  }

  @Test
  void aFileThatIsGoneFromDiskIsAnErrorAndNotAnEmptyFile() throws IOException {
    String uuid = imgapi.create("{}");
    putFile(uuid, ImgapiFixture.bytes(10), "");
    Files.delete(file(uuid, "file0"));
    Wire.Answer answer = imgapi.get("/images/" + uuid + "/file");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains("error getting image file");
  }

  @Test
  void twoChangesAtOnceBothCount() throws Exception {
    imgapi.configure("{\"mode\":\"private\"}");
    imgapi.restart();
    String uuid = imgapi.create("{}");
    List<Thread> callers =
        Stream.iterate(0, i -> i + 1)
            .limit(8)
            .map(
                i ->
                    new Thread(
                        () ->
                            imgapi.asBob(
                                "POST",
                                "/images/" + uuid + "/acl?action=add",
                                "[\"a0b6b534-2547-4e1f-b758-63a2afd747d" + i + "\"]")))
            .toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(ImgapiFixture.json(imgapi.get("/images/" + uuid).text()).path("acl")).hasSize(8);
  }
}
