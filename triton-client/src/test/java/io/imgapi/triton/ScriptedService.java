/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A service that says what the test tells it to, one answer after another, on loopback. */
public final class ScriptedService implements AutoCloseable {

  /** What was asked. */
  public record Asked(
      String method, String target, Map<String, List<String>> headers, String body) {
    /** One header. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }

  private record Answer(int status, String body, Map<String, String> headers, boolean dropped) {}

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Time time = new Time();

  /** Starts one at a free port. */
  public ScriptedService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Says this next. */
  public ScriptedService says(int status, String body, String... headers) {
    Map<String, String> named = new java.util.HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    answers.add(new Answer(status, body, named, false));
    return this;
  }

  /** Reads the next request and breaks the connection. */
  public ScriptedService breaks() {
    answers.add(new Answer(0, "", Map.of(), true));
    return this;
  }

  /** What was asked so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The only request. */
  public Asked only() {
    if (asked.size() != 1) {
      throw new AssertionError("asked " + asked.size() + " times: " + asked);
    }
    return asked.get(0);
  }

  /** Where it is. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How to call it; waits pass at once, on a clock of their own. */
  public TritonOptions options() {
    return TritonOptions.of("11111111-2222-4333-8444-555555555555", time, time::pass)
        .within(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  /** How long was waited in all. */
  public Duration waited() {
    return Duration.between(Time.START, time.instant());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer next;
    synchronized (answers) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      next = answers.poll();
    }
    if (next == null) {
      next = new Answer(599, "{\"message\":\"nothing was scripted\"}", Map.of(), false);
    }
    if (next.dropped()) {
      exchange.close();
      return;
    }
    byte[] bytes = next.body().getBytes(StandardCharsets.UTF_8);
    next.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static final class Time extends java.time.Clock {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private Instant now = START;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public java.time.Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
