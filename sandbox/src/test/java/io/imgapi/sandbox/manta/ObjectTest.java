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
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects: manta-protocol.md 3.3 to 3.6 and 3.8. */
class ObjectTest {

  @TempDir Path directory;
  private MantaFixture manta;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  @Test
  void storesAndReturnsAnObject() {
    Answer put =
        manta.put("/alice/stor/a", "hello", "content-type", "text/plain", "m-Colour", "red");
    assertThat(put.status()).isEqualTo(204);
    assertThat(put.header("computed-md5")).isEqualTo("XUFAKrxLKna5cZ2REBfFkg==");
    assertThat(put.header("etag")).matches("[0-9a-f-]{36}");
    assertThat(put.has("last-modified")).isTrue();

    Answer get = manta.get("/alice/stor/a");
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.text()).isEqualTo("hello");
    assertThat(get.header("etag")).isEqualTo(put.header("etag"));
    assertThat(get.header("content-type")).isEqualTo("text/plain");
    assertThat(get.header("content-md5")).isEqualTo(put.header("computed-md5"));
    assertThat(get.header("content-length")).isEqualTo("5");
    assertThat(get.header("durability-level")).isEqualTo("2");
    assertThat(get.header("accept-ranges")).isEqualTo("bytes");
    assertThat(get.header("m-colour")).isEqualTo("red");
    assertThat(get.header("server")).isEqualTo("Manta/2");
    assertThat(get.has("date")).isTrue();
    assertThat(get.has("x-request-id")).isTrue();

    Answer head = manta.head("/alice/stor/a", "range", "bytes=0-1");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-length")).isEqualTo("5");
    assertThat(head.header("content-md5")).isEqualTo(put.header("computed-md5"));
    assertThat(head.has("accept-ranges")).isFalse();
  }

  @Test
  void keepsLargeObjectsWhole() {
    byte[] bytes = new byte[3_000_000];
    new Random(7).nextBytes(bytes);
    assertThat(manta.call("PUT", "/alice/stor/big", bytes).status()).isEqualTo(204);
    assertThat(manta.get("/alice/stor/big").body()).isEqualTo(bytes);
    Answer part = manta.get("/alice/stor/big", "range", "bytes=2999990-3000000");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("content-range")).isEqualTo("bytes 2999990-2999999/3000000");
    assertThat(part.body()).hasSize(10);
    assertThat(manta.call("PUT", "/alice/stor/big", bytes, "transfer-encoding", "chunked").status())
        .isEqualTo(204);
    assertThat(manta.get("/alice/stor/big").body()).isEqualTo(bytes);
  }

  @Test
  void anEmptyObjectHasDurabilityZero() {
    Answer put = manta.put("/alice/stor/empty", "");
    assertThat(put.status()).isEqualTo(204);
    assertThat(put.header("computed-md5")).isEqualTo("1B2M2Y8AsgTpgAmY7PhCfg==");
    Answer get = manta.get("/alice/stor/empty", "range", "bytes=5-");
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.header("durability-level")).isEqualTo("0");
    assertThat(get.header("content-length")).isEqualTo("0");
  }

  @Test
  void aPutWithoutAnyLengthStoresAnEmptyObject() throws Exception {
    try (var wire = manta.connect()) {
      StringBuilder head = new StringBuilder("PUT /alice/stor/none HTTP/1.1\r\nhost: x\r\n");
      manta.signed().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\n");
      assertThat(wire.read("PUT").status()).isEqualTo(204);
    }
    assertThat(manta.head("/alice/stor/none").header("content-length")).isEqualTo("0");
  }

  @Test
  void checksTheMd5() {
    Answer wrong = manta.put("/alice/stor/a", "x", "content-md5", "XUFAKrxLKna5cZ2REBfFkg==");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.code()).isEqualTo("ContentMD5Mismatch");
    assertThat(manta.get("/alice/stor/a").status()).isEqualTo(404);
    Answer broken = manta.put("/alice/stor/a", "x", "content-md5", "nonsense");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.code()).isEqualTo("BadRequest");
    assertThat(
            manta.put("/alice/stor/a", "hello", "content-md5", "XUFAKrxLKna5cZ2REBfFkg==").status())
        .isEqualTo(204);
  }

  @Test
  void keepsTheTypeOfAnOverwrittenObject() {
    manta.put("/alice/stor/a", "1", "content-type", "text/css");
    manta.put("/alice/stor/a", "2");
    assertThat(manta.head("/alice/stor/a").header("content-type")).isEqualTo("text/css");
    manta.put("/alice/stor/b", "1");
    assertThat(manta.head("/alice/stor/b").header("content-type"))
        .isEqualTo("application/octet-stream");
    manta.put("/alice/stor/c", "1", "content-type", "jpg");
    assertThat(manta.head("/alice/stor/c").header("content-type")).isEqualTo("image/jpeg");
  }

  @Test
  void refusesWhatTheArgumentsForbid() {
    assertThat(manta.put("/alice/stor/a", "x", "durability-level", "7").code())
        .isEqualTo("InvalidDurabilityLevel");
    assertThat(manta.put("/alice/stor/a", "x", "x-durability-level", "0").code())
        .isEqualTo("InvalidDurabilityLevel");
    assertThat(
            manta
                .put(
                    "/alice/stor/a",
                    "abcdef",
                    "transfer-encoding",
                    "chunked",
                    "max-content-length",
                    "3")
                .code())
        .isEqualTo("MaxContentLengthExceeded");
    assertThat(
            manta
                .put(
                    "/alice/stor/a",
                    "x",
                    "transfer-encoding",
                    "chunked",
                    "max-content-length",
                    "-3")
                .code())
        .isEqualTo("InvalidMaxContentLength");
    assertThat(manta.put("/alice/stor/a", "x", "content-disposition", "a b c").code())
        .isEqualTo("BadRequest");
    assertThat(manta.get("/alice/stor/a").status()).isEqualTo(404);
  }

  @Test
  void dropsUserMetadataPastItsLimit() {
    manta.put("/alice/stor/a", "x", "m-one", "a".repeat(4000), "m-two", "b".repeat(200));
    Answer head = manta.head("/alice/stor/a");
    assertThat(head.header("m-one")).hasSize(4000);
    assertThat(head.has("m-two")).isFalse();
  }

  @Test
  void rangesAreClampedOrRefused() {
    manta.put("/alice/stor/r", "0123456789");
    assertThat(manta.get("/alice/stor/r", "range", "bytes=3-5").text()).isEqualTo("345");
    Answer resumed = manta.get("/alice/stor/r", "range", "bytes=4-10");
    assertThat(resumed.status()).isEqualTo(206);
    assertThat(resumed.header("content-range")).isEqualTo("bytes 4-9/10");
    assertThat(resumed.has("content-md5")).isFalse();
    assertThat(resumed.has("accept-ranges")).isFalse();
    assertThat(manta.get("/alice/stor/r", "range", "bytes=-4").text()).isEqualTo("6789");
    assertThat(manta.get("/alice/stor/r", "range", "bytes=7-").text()).isEqualTo("789");
    for (String bad :
        new String[] {"bytes=foo", "bytes=10-", "bytes=10-12", "bytes=-", "lines=1-2"}) {
      Answer refused = manta.get("/alice/stor/r", "range", bad);
      assertThat(refused.status()).as(bad).isEqualTo(416);
      assertThat(refused.code()).isEqualTo("RangeNotSatisfiable");
      assertThat(refused.header("content-range")).isEqualTo("bytes */10");
    }
    assertThat(manta.get("/alice/stor/r", "range", "bytes=0-1,3-4").status()).isEqualTo(501);
  }

  @Test
  void acceptIsNegotiated() {
    manta.put("/alice/stor/t", "x", "content-type", "text/plain");
    assertThat(manta.get("/alice/stor/t", "accept", "application/json").status()).isEqualTo(406);
    assertThat(manta.get("/alice/stor/t", "accept", "application/json, */*").status())
        .isEqualTo(200);
    assertThat(manta.get("/alice/stor/t", "accept", "text/*").status()).isEqualTo(200);
  }

  @Test
  void deletesWhatIsThere() {
    Answer put = manta.put("/alice/stor/d", "x");
    Answer deleted = manta.delete("/alice/stor/d");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.header("etag")).isEqualTo(put.header("etag"));
    Answer again = manta.delete("/alice/stor/d");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.code()).isEqualTo("ResourceNotFound");
    assertThat(again.has("content-md5")).isTrue();
  }

  @Test
  void metadataChangesWithoutTheContent() {
    Answer put = manta.put("/alice/stor/m", "x", "m-a", "1", "content-type", "text/plain");
    Answer changed =
        manta.call(
            "PUT",
            "/alice/stor/m?metadata=true",
            new byte[0],
            "transfer-encoding",
            "chunked",
            "content-encoding",
            "chunked",
            "content-type",
            "text/css",
            "m-b",
            "2");
    assertThat(changed.status()).isEqualTo(204);
    assertThat(changed.header("etag")).isEqualTo(put.header("etag"));
    Answer get = manta.get("/alice/stor/m");
    assertThat(get.text()).isEqualTo("x");
    assertThat(get.has("m-a")).isFalse();
    assertThat(get.header("m-b")).isEqualTo("2");
    assertThat(get.header("content-type")).isEqualTo("text/css");
    assertThat(get.header("etag")).isEqualTo(put.header("etag"));
    assertThat(
            manta
                .call(
                    "PUT",
                    "/alice/stor/m?metadata=true",
                    new byte[0],
                    "transfer-encoding",
                    "chunked",
                    "durability-level",
                    "2")
                .code())
        .isEqualTo("InvalidUpdate");
    assertThat(manta.call("PUT", "/alice/stor/no/n?metadata=true", new byte[0]).code())
        .isEqualTo("ResourceNotFound");
  }

  @Test
  void parentsMustBeDirectories() {
    Answer missing = manta.put("/alice/stor/no/file", "x");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.code()).isEqualTo("DirectoryDoesNotExist");
    assertThat(missing.text()).contains("/alice/stor/no does not exist");
    manta.put("/alice/stor/file", "x");
    assertThat(manta.put("/alice/stor/file/below", "x").code()).isEqualTo("ParentNotDirectory");
    assertThat(manta.mkdir("/alice/stor/file/below").code()).isEqualTo("ParentNotDirectory");
  }

  @Test
  void directoriesAreNotOverwritten() {
    manta.mkdir("/alice/stor/dir");
    assertThat(manta.put("/alice/stor/dir", "x").code()).isEqualTo("InvalidUpdate");
    Answer chunked = manta.put("/alice/stor/dir", "x", "transfer-encoding", "chunked");
    assertThat(chunked.status()).isEqualTo(400);
    assertThat(chunked.code()).isEqualTo("OperationNotAllowedOnDirectory");
  }

  @Test
  void pathsAreDecodedAndCleaned() {
    manta.put("/alice//stor/a%20b+c%25/", "1");
    manta.mkdir("/alice/stor/d");
    assertThat(manta.put("/alice/stor/d%2Ff", "2").status()).isEqualTo(204);
    assertThat(manta.get("/alice/stor/d/f").text()).isEqualTo("2");
    assertThat(manta.put("/alice/stor/%C3%A9%F0%9F%98%80", "3").status()).isEqualTo(204);
    assertThat(manta.get("/alice/stor").text())
        .contains("\"name\":\"a b+c%\"")
        .contains("\"name\":\"é😀\"");
    for (String bad : new String[] {"%C3%28", ".", "..", "%2E%2E", "x".repeat(256)}) {
      Answer refused = manta.put("/alice/stor/" + bad, "x");
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("InvalidResource");
    }
    for (String bad : new String[] {"%zz", "%00"}) {
      Answer refused = manta.get("/alice/stor/" + bad);
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(new String(refused.body(), UTF_8)).contains("\"code\":");
      assertThat(refused.header("server")).isEqualTo("Manta/2");
    }
  }

  @Test
  void linksAreGone() {
    Answer link =
        manta.call(
            "PUT",
            "/alice/stor/l",
            new byte[0],
            "content-type",
            "application/json; type=link",
            "location",
            "/alice/stor/a");
    assertThat(link.status()).isEqualTo(403);
    assertThat(link.code()).isEqualTo("SnaplinksDisabledError");
  }

  @Test
  void sendsNoHundredBeforeAnError() throws Exception {
    try (var wire = manta.connect()) {
      StringBuilder head = new StringBuilder("PUT /alice/stor/no/x HTTP/1.1\r\nhost: x\r\n");
      manta
          .signed("expect", "100-continue", "content-length", "6")
          .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\n");
      assertThat(wire.read("PUT").status()).isEqualTo(404);
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void sendsAHundredWhenTheHeadIsGood() throws Exception {
    for (String framing : new String[] {"content-length: 5", "transfer-encoding: chunked"}) {
      try (var wire = manta.connect()) {
        StringBuilder head =
            new StringBuilder("PUT /alice/stor/c HTTP/1.1\r\nhost: x\r\n" + framing + "\r\n");
        manta
            .signed("expect", "100-continue")
            .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        wire.send(head + "\r\n");
        assertThat(wire.read("PUT").status()).isEqualTo(100);
        wire.send(framing.startsWith("c") ? "hello" : "5\r\nhello\r\n0\r\n\r\n");
        assertThat(wire.read("PUT").status()).isEqualTo(204);
      }
      assertThat(manta.get("/alice/stor/c").text()).isEqualTo("hello");
    }
  }

  @Test
  void anEmptyPutMayExpectAndGetsItsAnswer() throws Exception {
    try (var wire = manta.connect()) {
      Answer answer =
          wire.call("PUT", "/alice/stor/z", manta.signed("expect", "100-continue"), new byte[0]);
      if (answer.status() == 100) {
        answer = wire.read("PUT");
      }
      assertThat(answer.status()).isEqualTo(204);
    }
  }

  @Test
  void storesNothingOfABrokenUpload() throws Exception {
    for (String framing : new String[] {"content-length: 500", "transfer-encoding: chunked"}) {
      try (var wire = manta.connect()) {
        StringBuilder head =
            new StringBuilder("PUT /alice/stor/b HTTP/1.1\r\nhost: x\r\n" + framing + "\r\n");
        manta.signed().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        wire.send(head + "\r\n" + (framing.startsWith("c") ? "half" : "4\r\nhalf\r\n"));
        wire.endOutput();
        wire.isEnded();
      }
      assertThat(manta.head("/alice/stor/b").status()).isEqualTo(404);
    }
  }

  @Test
  void anErrorLeavesAKeepAliveConnectionInStep() throws Exception {
    try (var wire = manta.connect()) {
      assertThat(
              wire.call("PUT", "/alice/stor/no/x", manta.signed(), "body".getBytes(UTF_8)).status())
          .isEqualTo(404);
      assertThat(
              wire.call("PUT", "/alice/stor/yes", manta.signed(), "body".getBytes(UTF_8)).status())
          .isEqualTo(204);
      assertThat(wire.call("GET", "/alice/stor/yes", manta.signed(), new byte[0]).text())
          .isEqualTo("body");
    }
  }
}
