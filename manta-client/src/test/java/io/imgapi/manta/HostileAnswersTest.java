/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static io.imgapi.manta.ScriptedServer.answer;
import static io.imgapi.manta.ScriptedServer.hangUp;
import static io.imgapi.manta.ScriptedServer.page;
import static io.imgapi.manta.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.BadAnswerException;
import io.imgapi.manta.error.ConflictException;
import io.imgapi.manta.error.CorruptException;
import io.imgapi.manta.error.FullException;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.manta.error.StoppedException;
import io.imgapi.manta.error.UnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers no good server gives, and networks that break at a chosen byte. */
class HostileAnswersTest {
  private static final MantaPath PATH = MantaPath.of("/alice/stor/o");
  private static final String OK_PUT =
      "Etag: e1\r\nComputed-MD5: " + Md5.base64(new byte[3]) + "\r\n";
  private final Watcher watcher = new Watcher();

  private MantaClient client(ScriptedServer server) {
    return builder(server.url()).build();
  }

  private MantaClientBuilder builder(String url) {
    return MantaClient.builder()
        .url(url)
        .account("alice")
        .sleeper(d -> {})
        .random(new Random(1))
        .observer(watcher);
  }

  private static String line(String name) {
    return "{\"name\":\""
        + name
        + "\",\"type\":\"directory\",\"mtime\":\"2026-01-01T00:00:00Z\"}\n";
  }

  private static String lines(String prefix, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(line(prefix + String.format("%06d", i)));
    }
    return text.toString();
  }

  @Test
  void doesNotFollowRedirects() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(answer("302 Found", "Location: http://127.0.0.1:1/\r\n", ""));
        MantaClient manta = client(server)) {
      for (Runnable call :
          new Runnable[] {
            () -> manta.stat(PATH),
            () -> manta.get(PATH),
            () -> manta.list(PATH),
            () -> manta.mkdir(PATH),
            () -> manta.put(PATH, new byte[3], PutOptions.standard())
          }) {
        assertThatThrownBy(call::run)
            .isInstanceOf(BadAnswerException.class)
            .hasMessageContaining("redirects are not followed");
      }
      assertThat(server.requests).hasSize(5);
    }
  }

  @Test
  void refusesEndlessLines() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(page("", "{\"name\":\"" + "x".repeat(10_000_000) + "\"}\n"));
        MantaClient manta = client(server)) {
      assertThatThrownBy(() -> manta.list(PATH))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("/alice/stor/o")
          .hasMessageContaining("longer than 1048576");
    }
  }

  @Test
  void refusesMalformedAndImpossibleEntries() throws IOException {
    for (String bad :
        new String[] {
          "<html>no</html>\n",
          "[1,2]\n",
          "{\"name\":\"a\"}\n",
          "{\"name\":\"a\",\"type\":\"object\"}\n",
          "{\"name\":\"..\",\"type\":\"directory\"}\n",
          "{\"name\":\"a/b\",\"type\":\"directory\"}\n",
          "{\"name\":\"a\\u0000\",\"type\":\"directory\"}\n",
          "{\"type\":\"directory\"}\n",
          "{\"name\":\"a\",\"type\":\"link\"}\n"
        }) {
      try (ScriptedServer server = new ScriptedServer(page("", bad));
          MantaClient manta = client(server)) {
        assertThatThrownBy(() -> manta.list(PATH))
            .as(bad)
            .isInstanceOf(BadAnswerException.class)
            .hasMessageContaining("/alice/stor/o");
        assertThat(server.requests).hasSize(1);
      }
    }
  }

  @Test
  void stopsWhereTheServerIgnoresTheMarker() throws IOException {
    try (ScriptedServer server = new ScriptedServer(page("", lines("n", 0, 10)));
        MantaClient manta = client(server)) {
      MantaListing listing = manta.list(PATH, ListOptions.standard().pageSize(10));
      assertThatThrownBy(() -> listing.forEachRemaining(e -> {}))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("no progress");
      assertThat(server.requests).hasSize(2);
    }
  }

  @Test
  void stopsWhereTheListingGoesRoundInALargeCircle() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                page("", lines("n", 0, 10)),
                new ScriptedServer.Step() {
                  private int calls;

                  @Override
                  public boolean answer(ScriptedServer.Request request, java.io.OutputStream out)
                      throws IOException {
                    int part = calls++ % 3;
                    return page("", lines("n", 10 * (part + 1), 10 * (part + 2)))
                        .answer(request, out);
                  }
                });
        MantaClient manta = client(server)) {
      MantaListing listing = manta.list(PATH, ListOptions.standard().pageSize(10));
      assertThatThrownBy(() -> listing.forEachRemaining(e -> {}))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("a second time");
      assertThat(server.requests.size()).isLessThan(20);
    }
  }

  @Test
  void stopsWhereTheListingHasNoEnd() throws IOException {
    ScriptedServer.Step endless =
        new ScriptedServer.Step() {
          private int calls;

          @Override
          public boolean answer(ScriptedServer.Request request, java.io.OutputStream out)
              throws IOException {
            int page = calls++;
            return page("Result-Set-Size: 5\r\n", lines("n", page * 1024, (page + 1) * 1024))
                .answer(request, out);
          }
        };
    try (ScriptedServer server = new ScriptedServer(endless);
        MantaClient manta = client(server)) {
      MantaListing listing = manta.list(PATH);
      assertThatThrownBy(() -> listing.forEachRemaining(e -> {}))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("more than twice");
      assertThat(server.requests.size()).isLessThan(20);
    }
  }

  @Test
  void doesNotTakeAPageThatWasCutOffForTheLast() throws IOException {
    String twenty = "Result-Set-Size: 20\r\n";
    try (ScriptedServer server =
            new ScriptedServer(
                // Cut at a line end, within a line, before the first line: all without an error.
                page(twenty, lines("n", 0, 5)),
                page(twenty, lines("n", 4, 8) + "{\"name\":\"n0000"),
                page(twenty, lines("n", 4, 12)),
                page(twenty, ""),
                page(twenty, lines("n", 11, 20)));
        MantaClient manta = client(server)) {
      MantaListing listing = manta.list(PATH, ListOptions.standard().pageSize(10));
      assertThat(listing).toIterable().hasSize(20);
      assertThat(server.requests.get(1).line()).contains("marker=n000004");
      assertThat(watcher.reasons).anyMatch(r -> r.contains("ended within"));
    }
  }

  @Test
  void checksLengthAndMd5OfDownloads() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                answer("200 OK", "Etag: e\r\nContent-MD5: AAAA\r\n", "abc"),
                answer("200 OK", "Etag: e\r\n", "abc"));
        MantaClient manta = client(server)) {
      assertThatThrownBy(() -> manta.getBytes(PATH, 10)).isInstanceOf(CorruptException.class);
      assertThatThrownBy(() -> manta.getBytes(PATH, 10))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("Content-MD5");
    }
  }

  @Test
  void continuesWhereTheServerIgnoresTheRange() throws IOException {
    String headers = "Etag: e\r\nContent-MD5: " + Md5.base64("abcdef".getBytes(UTF_8)) + "\r\n";
    ScriptedServer.Step cut =
        (request, out) -> {
          write(out, "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 6\r\n\r\nabc");
          return false;
        };
    try (ScriptedServer server =
            new ScriptedServer(cut, hangUp(), answer("200 OK", headers, "abcdef"));
        MantaClient manta = client(server)) {
      assertThat(manta.getBytes(PATH, 10)).isEqualTo("abcdef".getBytes(UTF_8));
      assertThat(server.requests.get(2).header("Range")).isEqualTo("bytes=3-");
      assertThat(server.requests.get(2).header("If-Match")).isEqualTo("e");
    }
    try (ScriptedServer server =
            new ScriptedServer(
                cut, answer("206 Partial", "Etag: e\r\nContent-Range: bytes 2-5/6\r\n", "cdef"));
        MantaClient manta = client(server)) {
      assertThatThrownBy(() -> manta.getBytes(PATH, 10)).isInstanceOf(BadAnswerException.class);
    }
    try (ScriptedServer server =
            new ScriptedServer(
                cut, answer("206 Partial", "Etag: f\r\nContent-Range: bytes 3-5/6\r\n", "def"));
        MantaClient manta = client(server)) {
      assertThatThrownBy(() -> manta.getBytes(PATH, 10)).isInstanceOf(ConflictException.class);
    }
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @Test
  void needsEtagAndComputedMd5OfAPut() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                answer("204 No Content", "Computed-MD5: AAAA\r\n", ""),
                answer("200 OK", OK_PUT, ""),
                answer("204 No Content", OK_PUT, ""));
        MantaClient manta = client(server)) {
      assertThatThrownBy(() -> manta.put(PATH, new byte[3], PutOptions.standard()))
          .isInstanceOf(BadAnswerException.class)
          .hasMessageContaining("no etag");
      assertThatThrownBy(() -> manta.put(PATH, new byte[3], PutOptions.standard()))
          .isInstanceOf(BadAnswerException.class);
      assertThat(manta.put(PATH, new byte[3], PutOptions.standard()).etag()).isEqualTo("e1");
    }
  }

  @Test
  void sendsTheBodyOnlyWhenAskedAndNeverAfterARefusal() throws IOException {
    ScriptedServer.Step refuse =
        (request, out) -> {
          write(out, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
          return false;
        };
    ScriptedServer.Step takeIt =
        (request, out) -> {
          write(out, "HTTP/1.1 100 Continue\r\n\r\n");
          request.readBody();
          write(
              out,
              "HTTP/1.1 204 No Content\r\nEtag: e1\r\nComputed-MD5: "
                  + Md5.base64(new byte[2_000_000])
                  + "\r\n\r\n");
          return true;
        };
    try (ScriptedServer server = new ScriptedServer(refuse, takeIt);
        MantaClient manta = client(server)) {
      boolean[] written = new boolean[1];
      MantaBody body =
          MantaBody.written(
              2_000_000,
              out -> {
                written[0] = true;
                out.write(new byte[2_000_000]);
              });
      assertThatThrownBy(() -> manta.put(PATH, body, PutOptions.standard()))
          .isInstanceOf(AbsentException.class);
      assertThat(written[0]).isFalse();
      assertThat(manta.put(PATH, body, PutOptions.standard()).size()).isEqualTo(2_000_000);
      assertThat(server.requests.get(0).header("Expect")).isEqualTo("100-continue");
    }
  }

  @Test
  void sendsSmallBodiesAtOnceWithTheirMd5() throws IOException {
    try (ScriptedServer server = new ScriptedServer(answer("204 No Content", OK_PUT, ""));
        MantaClient manta = client(server)) {
      manta.put(PATH, new byte[3], PutOptions.standard().when(Condition.ifAbsent()));
      ScriptedServer.Request put = server.requests.get(0);
      assertThat(put.header("Expect")).isNull();
      assertThat(put.header("Content-MD5")).isEqualTo(Md5.base64(new byte[3]));
      assertThat(put.header("If-Match")).isEqualTo("\"\"");
      assertThat(put.header("If-None-Match")).isNull();
      assertThat(put.header("Accept-Encoding")).isEqualTo("identity");
      assertThat(put.header("Authorization")).isNull();
    }
  }

  @Test
  void readsErrorsThatAreNotJson() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                answer("403 Forbidden", "", "<html>" + "blocked\u0007 ".repeat(500)),
                answer(
                    "507 Insufficient", "", "{\"code\":\"NotEnoughSpace\",\"message\":\"full\"}"),
                answer("409 Conflict", "", "{\"code\":\"DirectoryLimitExceeded\"}"),
                answer("409 Conflict", "", "{\"code\":\"InvalidRole\",\"message\":{\"a\":[1]}}"),
                answer("418 Teapot", "", "[]"),
                answer(
                    "403 Forbidden",
                    "x-request-id: r1\r\n",
                    "{\"code\":\"InvalidSignature\",\"message\":\"signature=\\\"c2VjcmV0\\\"\"}"));
        MantaClient manta = client(server)) {
      RefusedException html = catchThrowableOfType(RefusedException.class, () -> manta.mkdir(PATH));
      assertThat(html.getMessage()).contains("blocked").hasSizeLessThan(700);
      assertThat(html.getMessage().chars().noneMatch(Character::isISOControl)).isTrue();
      FullException full = catchThrowableOfType(FullException.class, () -> manta.mkdir(PATH));
      assertThat(full.directory()).isFalse();
      full = catchThrowableOfType(FullException.class, () -> manta.mkdir(PATH));
      assertThat(full.directory()).isTrue();
      assertThatThrownBy(() -> manta.mkdir(PATH)).isInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> manta.mkdir(PATH)).isInstanceOf(RefusedException.class);
      RefusedException key = catchThrowableOfType(RefusedException.class, () -> manta.mkdir(PATH));
      assertThat(key.authentication()).isTrue();
      assertThat(key.requestId()).isEqualTo("r1");
      assertThat(key.getMessage()).doesNotContain("c2VjcmV0");
      assertThat(key.category()).isEqualTo(MantaException.Category.REFUSED);
    }
  }

  @Test
  void repeatsOverADeadConnectionAndNeverMoreThanOnceBehindOurBack() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                answer("204 No Content", OK_PUT, ""),
                hangUp(),
                answer("503 Busy", "Retry-After: 0\r\n", ""),
                answer("204 No Content", OK_PUT, ""));
        MantaClient manta = client(server)) {
      manta.put(PATH, new byte[3], PutOptions.standard());
      manta.put(PATH, new byte[3], PutOptions.standard());
      assertThat(server.requests).hasSize(4);
      assertThat(watcher.delays).hasSize(2);
    }
    try (ScriptedServer server = new ScriptedServer(answer("503 Busy", "Retry-After: 0\r\n", ""));
        MantaClient manta = builder(server.url()).retries(RetryPolicy.never()).build()) {
      for (Runnable call :
          new Runnable[] {
            () -> manta.get(PATH),
            () -> manta.delete(PATH),
            () -> manta.put(PATH, new byte[3], PutOptions.standard())
          }) {
        assertThatThrownBy(call::run).isInstanceOf(UnreachableException.class);
      }
      assertThat(server.requests).hasSize(3);
    }
  }

  @Test
  void repeatsEvenConditionalPutsWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (MantaClient manta = builder("http://127.0.0.1:" + port).build()) {
      UnreachableException failed =
          catchThrowableOfType(
              UnreachableException.class,
              () -> manta.put(PATH, new byte[3], PutOptions.standard().when(Condition.ifAbsent())));
      assertThat(failed.maybeApplied()).isFalse();
      assertThat(watcher.delays).hasSize(9);
    }
  }

  @Test
  void failsWhereAllConnectionsStayBusy() throws IOException {
    String headers = "Etag: e\r\nContent-MD5: AAAA\r\n";
    try (ScriptedServer server = new ScriptedServer(answer("200 OK", headers, "abc"));
        MantaClient manta =
            builder(server.url())
                .maxConnections(1)
                .timeouts(Timeouts.standard().connection(Duration.ofMillis(1)))
                .build();
        MantaDownload held = manta.get(PATH)) {
      assertThat(held.info().size()).isEqualTo(3);
      assertThatThrownBy(() -> manta.get(PATH))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("busy");
    }
  }

  @Test
  void stopsWhenInterrupted() throws IOException {
    try (ScriptedServer server = new ScriptedServer(answer("503 Busy", "", ""));
        MantaClient manta =
            builder(server.url())
                .sleeper(
                    d -> {
                      throw new InterruptedException();
                    })
                .build()) {
      assertThatThrownBy(() -> manta.get(PATH)).isInstanceOf(StoppedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
