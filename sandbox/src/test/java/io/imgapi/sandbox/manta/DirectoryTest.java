/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.wire.MantaFixture;
import io.imgapi.sandbox.wire.Wire.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories and their listings: manta-protocol.md 1.1, 3.1, 3.2 and 3.6. */
class DirectoryTest {

  private static final Pattern NAME = Pattern.compile("\\{\"name\":\"([^\"]*)\"");

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

  private static List<String> names(Answer listing) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(listing.text());
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  @Test
  void makesADirectoryOnce() {
    Answer first = manta.mkdir("/alice/stor/d");
    assertThat(first.status()).isEqualTo(204);
    assertThat(first.has("last-modified")).isFalse();
    assertThat(first.has("etag")).isFalse();
    Answer second = manta.mkdir("/alice/stor/d");
    assertThat(second.status()).isEqualTo(204);
    assertThat(second.has("last-modified")).isTrue();
    assertThat(manta.mkdir("/alice/stor/no/d").code()).isEqualTo("DirectoryDoesNotExist");
  }

  @Test
  void aDirectoryReplacesAnObject() {
    manta.put("/alice/stor/x", "content");
    assertThat(manta.mkdir("/alice/stor/x").status()).isEqualTo(204);
    assertThat(manta.head("/alice/stor/x").header("content-type"))
        .isEqualTo("application/x-json-stream; type=directory");
  }

  @Test
  void theListingContentTypeDoesNotMakeADirectory() {
    manta.put("/alice/stor/o", "x", "content-type", "application/x-json-stream; type=directory");
    assertThat(manta.get("/alice/stor/o").text()).isEqualTo("x");
  }

  @Test
  void listsWithTheKeysInTheirOrder() {
    manta.mkdir("/alice/stor/d");
    manta.put(
        "/alice/stor/f",
        "hello",
        "content-type",
        "text/plain",
        "content-disposition",
        "attachment; filename=\"f.txt\"");
    Answer listing = manta.get("/alice/stor");
    assertThat(listing.header("content-type"))
        .isEqualTo("application/x-json-stream; type=directory");
    assertThat(listing.header("result-set-size")).isEqualTo("2");
    assertThat(listing.header("transfer-encoding")).isEqualTo("chunked");
    assertThat(listing.text())
        .matches(
            "\\{\"name\":\"d\",\"type\":\"directory\",\"mtime\":\"\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}"
                + "\\.\\d{3}Z\"}\n"
                + "\\{\"name\":\"f\",\"etag\":\"[0-9a-f-]{36}\",\"size\":5,\"type\":\"object\","
                + "\"contentType\":\"text/plain\","
                + "\"contentDisposition\":\"attachment; filename=\\\\\"f.txt\\\\\"\","
                + "\"contentMD5\":\"XUFAKrxLKna5cZ2REBfFkg==\",\"mtime\":\"[^\"]*\","
                + "\"durability\":2}\n");
  }

  @Test
  void anEmptyDirectoryHasAnEmptyBody() {
    manta.mkdir("/alice/stor/d");
    Answer listing = manta.get("/alice/stor/d");
    assertThat(listing.status()).isEqualTo(200);
    assertThat(listing.body()).isEmpty();
    assertThat(listing.header("result-set-size")).isEqualTo("0");
    assertThat(listing.has("last-modified")).isTrue();
    Answer head = manta.head("/alice/stor/d");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("result-set-size")).isEqualTo("0");
  }

  @Test
  void pagesOverThreeThousandEntriesWithAnInclusiveMarker() {
    manta.mkdir("/alice/stor/many");
    TreeSet<String> expected = new TreeSet<>();
    try (var wire = manta.connect()) {
      for (int i = 0; i < 3000; i++) {
        String name = "entry-" + i * 7919 % 3000;
        expected.add(name);
        wire.call(
            "PUT",
            "/alice/stor/many/" + name,
            manta.signed(),
            name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
    List<String> collected = new ArrayList<>();
    String marker = "";
    while (true) {
      Answer page = manta.get("/alice/stor/many?limit=1024" + marker);
      assertThat(page.header("result-set-size")).isEqualTo("3000");
      List<String> names = names(page);
      if (!marker.isEmpty()) {
        assertThat(names.get(0)).isEqualTo(collected.get(collected.size() - 1));
        names = names.subList(1, names.size());
      }
      if (names.isEmpty()) {
        break;
      }
      collected.addAll(names);
      marker = "&marker=" + names.get(names.size() - 1);
    }
    assertThat(collected).containsExactlyElementsOf(expected);
    assertThat(names(manta.get("/alice/stor/many"))).hasSize(256);
    assertThat(names(manta.get("/alice/stor/many?marker=entry-2998x&limit=5")))
        .containsExactly("entry-2999", "entry-3", "entry-30", "entry-300", "entry-301");
  }

  @Test
  void sortsByTheBytesOfTheName() {
    for (String name : new String[] {"%EF%BF%BD", "%F0%9F%98%80", "b", "B", "a%01", "a"}) {
      manta.put("/alice/stor/" + name, "x");
    }
    assertThat(names(manta.get("/alice/stor")))
        .containsExactly("B", "a", "a\\u0001", "b", "\uFFFD", "\uD83D\uDE00");
    assertThat(names(manta.get("/alice/stor?sort_order=reverse&limit=2")))
        .containsExactly("\uD83D\uDE00", "\uFFFD");
    assertThat(names(manta.get("/alice/stor?sort_order=reverse&marker=a")))
        .containsExactly("a", "B");
  }

  @Test
  void aDirectorysNeighboursAreNotItsChildren() {
    manta.mkdir("/alice/stor/d");
    manta.put("/alice/stor/d/x", "1");
    manta.put("/alice/stor/d!", "2");
    manta.put("/alice/stor/d%01", "3");
    assertThat(names(manta.get("/alice/stor/d"))).containsExactly("x");
    assertThat(manta.head("/alice/stor/d").header("result-set-size")).isEqualTo("1");
    assertThat(manta.head("/alice/stor").header("result-set-size")).isEqualTo("3");
  }

  @Test
  void filtersByTypeBeforeTheLimit() {
    for (String name : new String[] {"a", "b", "c"}) {
      manta.mkdir("/alice/stor/" + name);
      manta.put("/alice/stor/" + name + "1", "x");
    }
    assertThat(names(manta.get("/alice/stor?obj&limit=2"))).containsExactly("a1", "b1");
    assertThat(names(manta.get("/alice/stor?dir=true"))).containsExactly("a", "b", "c");
    assertThat(names(manta.get("/alice/stor?dir&obj"))).hasSize(6);
  }

  @Test
  void sortsByTimeNewestFirst(@TempDir Path other) {
    java.util.concurrent.atomic.AtomicLong ticks = new java.util.concurrent.atomic.AtomicLong();
    java.time.Clock ticking =
        new java.time.Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
          }

          @Override
          public java.time.Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public java.time.Instant instant() {
            return java.time.Instant.now().plusMillis(ticks.addAndGet(10));
          }
        };
    try (MantaFixture timed = new MantaFixture(other, options -> options.withClock(ticking))) {
      for (String name : new String[] {"c", "a", "d", "b"}) {
        timed.put("/alice/stor/" + name, "x");
      }
      Answer newest = timed.get("/alice/stor?sort=mtime");
      assertThat(names(newest)).containsExactly("b", "d", "a", "c");
      assertThat(names(timed.get("/alice/stor?sort=mtime&sort_order=reverse&limit=3")))
          .containsExactly("c", "a", "d");
      Matcher time = Pattern.compile("\"mtime\":\"([^\"]+)\"").matcher(newest.text());
      assertThat(time.results().count()).isEqualTo(4);
      time.reset();
      time.find();
      time.find();
      assertThat(names(timed.get("/alice/stor?sort=mtime&limit=2&marker=" + time.group(1))))
          .containsExactly("d", "a");
    }
    assertThat(manta.get("/alice/stor?sort=mtime&marker=soon").code())
        .isEqualTo("InvalidParameter");
  }

  @Test
  void refusesLimitsOutOfRange() {
    for (String bad : new String[] {"0", "1025", "-1", "x", ""}) {
      Answer refused = manta.get("/alice/stor?limit=" + bad);
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("InvalidArgumentError");
    }
    assertThat(manta.get("/alice/stor?sort=none").code()).isEqualTo("QueryParameterForbidden");
  }

  @Test
  void deletesOnlyEmptyDirectories() {
    manta.mkdir("/alice/stor/d");
    manta.put("/alice/stor/d/f", "x");
    Answer refused = manta.delete("/alice/stor/d");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("DirectoryNotEmpty");
    manta.delete("/alice/stor/d/f");
    assertThat(manta.delete("/alice/stor/d").status()).isEqualTo(204);
    assertThat(manta.get("/alice/stor/d").code()).isEqualTo("ResourceNotFound");
  }

  @Test
  void theTreesAreThereFromTheStart() {
    Answer account = manta.get("/alice");
    assertThat(names(account)).containsExactly("public", "reports", "stor", "uploads");
    assertThat(account.header("result-set-size")).isEqualTo("4");
    assertThat(account.text()).contains("\"mtime\":\"2013-05-22T17:39:43.714Z\"");
    assertThat(names(manta.get("/alice?marker=reports"))).containsExactly("stor", "uploads");
    Answer stor = manta.get("/alice/stor");
    assertThat(stor.status()).isEqualTo(200);
    assertThat(stor.has("last-modified")).isFalse();
    assertThat(manta.mkdir("/alice/stor").status()).isEqualTo(204);
    for (String method : new String[] {"PUT", "POST", "DELETE"}) {
      assertThat(manta.call(method, "/alice", new byte[0]).code())
          .isEqualTo("OperationNotAllowedOnRootDirectory");
    }
    assertThat(manta.delete("/alice/stor").code()).isEqualTo("OperationNotAllowedOnRootDirectory");
    assertThat(manta.put("/alice/stor", "x").code())
        .isEqualTo("OperationNotAllowedOnRootDirectory");
    assertThat(
            manta
                .put(
                    "/alice/stor", "x", "content-type", "application/x-json-stream; type=directory")
                .code())
        .isEqualTo("InvalidUpdate");
    assertThat(manta.mkdir("/alice/uploads").status()).isEqualTo(405);
  }

  @Test
  void routesComeBeforeCredentials() {
    for (String path : new String[] {"/alice/jobs", "/alice/other/x", "/9x/stor"}) {
      Answer refused = manta.send("GET", path, MantaFixture.pairs(), new byte[0]);
      assertThat(refused.status()).as(path).isEqualTo(404);
      assertThat(refused.code()).isEqualTo("ResourceNotFound");
    }
    Answer post = manta.send("POST", "/alice/stor/x", MantaFixture.pairs(), new byte[0]);
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("allow")).contains("GET");
    assertThat(manta.send("GET", "/ping", MantaFixture.pairs(), new byte[0]).status())
        .isEqualTo(200);
    assertThat(manta.send("GET", "/", MantaFixture.pairs(), new byte[0]).status()).isEqualTo(302);
  }

  @Test
  void directoryMetadataIsStored() {
    manta.call(
        "PUT",
        "/alice/stor/d",
        new byte[0],
        "content-type",
        MantaFixture.DIRECTORY,
        "m-colour",
        "red");
    assertThat(manta.head("/alice/stor/d").header("m-colour")).isEqualTo("red");
    manta.call(
        "PUT",
        "/alice/stor/d?metadata=true",
        new byte[0],
        "transfer-encoding",
        "chunked",
        "m-size",
        "big");
    assertThat(manta.head("/alice/stor/d").has("m-colour")).isFalse();
    assertThat(manta.head("/alice/stor/d").header("m-size")).isEqualTo("big");
  }

  @Test
  void theLimitOfADirectoryHoldsForObjectsOnly(@TempDir Path other) {
    try (MantaFixture small =
        new MantaFixture(
            other, options -> options.withRules(MantaRules.PRODUCTION.withLargestDirectory(2)))) {
      for (int i = 0; i < 3; i++) {
        assertThat(small.put("/alice/stor/" + i, "x").status()).isEqualTo(204);
      }
      Answer refused = small.put("/alice/stor/4", "x");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.code()).isEqualTo("DirectoryLimitExceeded");
      assertThat(small.mkdir("/alice/stor/d").status()).isEqualTo(204);
    }
  }
}
