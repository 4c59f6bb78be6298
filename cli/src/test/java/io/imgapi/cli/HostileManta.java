/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A Manta that lies where it is told to: a server on loopback that passes all else on to an honest
 * one. What it lies is counted byte by byte as far as somebody takes it.
 */
final class HostileManta implements Closeable {
  /** A page of a listing, as the protocol has it. */
  static final int PAGE = 1024;

  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  static {
    // Its server waits for acknowledgements otherwise, 40 ms a page.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final URI honest;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong lied = new AtomicLong();

  HostileManta(URI honest) throws IOException {
    this.honest = honest;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What it does instead of answering honestly. */
  @FunctionalInterface
  interface Lie {
    void answer(HttpExchange exchange) throws IOException;
  }

  private record Rule(String method, String path, Lie lie) {}

  /** An honest answer; of its body a character for each byte. */
  record Truth(int status, Map<String, String> headers, String body) {}

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lies to requests with that method whose path matches. */
  void lie(String method, String path, Lie lie) {
    rules.add(new Rule(method, path, lie));
  }

  void beHonest() {
    rules.clear();
  }

  /** Bytes of lies that were taken, or lie in buffers of the system. */
  long lied() {
    return lied.get();
  }

  /** How many requests came. */
  long requests() {
    return requests.get();
  }

  /** Everything but reading that was asked for. */
  List<String> changes() {
    return changes;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    requests.incrementAndGet();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      changes.add(method + " " + path);
    }
    lie(method, path).answer(exchange);
    exchange.getResponseBody().close();
  }

  private Lie lie(String method, String path) {
    for (Rule rule : rules) {
      if (rule.method().equals(method) && path.matches(rule.path())) {
        return rule.lie();
      }
    }
    return exchange -> {
      Truth truth = truth(exchange);
      send(exchange, truth.status(), truth.headers(), bytes(truth.body()));
    };
  }

  /** What the honest one says. */
  Truth truth(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(honest.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      headers.remove("transfer-encoding");
      return new Truth(answer.statusCode(), headers, text(answer.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Sends an answer of known length. */
  private void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.getResponseHeaders().remove("Content-Length");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** The honest answer with another body, whose MD5 it names; a character for each byte. */
  Lie other(UnaryOperator<String> body) {
    return exchange -> {
      Truth truth = truth(exchange);
      byte[] bytes = bytes(body.apply(truth.body()));
      Map<String, String> headers = new TreeMap<>(truth.headers());
      headers.computeIfPresent("content-md5", (name, md5) -> md5(bytes));
      lied.addAndGet(bytes.length);
      send(exchange, truth.status(), headers, bytes);
    };
  }

  /** The honest answer with another body, for which the old MD5 is named. */
  Lie damaged(UnaryOperator<String> body) {
    return exchange -> {
      Truth truth = truth(exchange);
      byte[] bytes = bytes(body.apply(truth.body()));
      lied.addAndGet(bytes.length);
      send(exchange, truth.status(), truth.headers(), bytes);
    };
  }

  /** A listing with one line more. */
  Lie withEntry(String line) {
    return exchange -> {
      Truth truth = truth(exchange);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(truth.headers());
      headers.computeIfPresent(
          "result-set-size", (name, count) -> String.valueOf(Long.parseLong(count) + 1));
      send(exchange, truth.status(), headers, bytes(truth.body() + line + "\n"));
    };
  }

  /** The honest answer's head, then a body without end. */
  Lie endless(byte[] beginning, byte[] block) {
    return exchange -> {
      Truth truth = truth(exchange);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(truth.headers());
      headers.remove("content-length");
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(truth.status(), 0);
      OutputStream out = exchange.getResponseBody();
      out.write(beginning);
      while (true) {
        // It ends when the other side hangs up.
        out.write(block);
        lied.addAndGet(block.length);
      }
    };
  }

  /** A redirection of that status. */
  static Lie redirect(int status, URI elsewhere) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange
          .getResponseHeaders()
          .set("Location", elsewhere.resolve(exchange.getRequestURI()).toString());
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Pages made by somebody, whatever was asked for. */
  Lie pages(String resultSetSize, PageMaker maker) {
    AtomicLong number = new AtomicLong();
    return exchange -> {
      exchange
          .getResponseHeaders()
          .set("Content-Type", "application/x-json-stream; type=directory");
      if (!resultSetSize.isEmpty()) {
        exchange.getResponseHeaders().set("Result-Set-Size", resultSetSize);
      }
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      byte[] page = maker.page(number.getAndIncrement(), query).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
      lied.addAndGet(page.length);
    };
  }

  /** Makes pages. */
  @FunctionalInterface
  interface PageMaker {
    String page(long number, String query);
  }

  /** A line of a listing. */
  static String object(String name, String etag) {
    return """
    {"name":"%s","etag":"%s","size":5,"type":"object","contentMD5":"XUFAKrxLKna5cZ2REBfFkg==",\
    "mtime":"2026-11-22T09:17:00.000Z","durability":2}"""
        .formatted(name, etag);
  }

  /** A line of a listing. */
  static String folder(String name) {
    return """
    {"name":"%s","type":"directory","mtime":"2026-11-22T09:17:00.000Z"}"""
        .formatted(name);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
