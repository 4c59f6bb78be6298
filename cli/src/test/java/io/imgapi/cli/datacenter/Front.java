/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Stands before a service: refuses some requests with the very words that they brought, and changes
 * other answers on their way back.
 */
final class Front implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final URI behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Echo> echoes = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<String> change = answer -> answer;

  private record Echo(String method, String path, int status, String code) {}

  private Front(URI behind, HttpServer server) {
    this.behind = behind;
    this.server = server;
  }

  static Front before(URI service) throws IOException {
    Front front =
        new Front(
            service,
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    front.server.createContext("/", front::answer);
    front.server.setExecutor(front.threads);
    front.server.start();
    return front;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on it refuses these requests and repeats what they brought. */
  void echo(String method, String path, int status, String code) {
    echoes.add(new Echo(method, path, status, code));
  }

  /** From now on it changes what the service answers. */
  void change(UnaryOperator<String> how) {
    change = how;
  }

  /** It lets everything through as it is again. */
  void clear() {
    echoes.clear();
    change = answer -> answer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Optional<Echo> echo =
        echoes.stream()
            .filter(one -> exchange.getRequestMethod().matches(one.method()))
            .filter(one -> exchange.getRequestURI().getPath().matches(one.path()))
            .findFirst();
    if (echo.isPresent()) {
      say(exchange, echo.get().status(), echoed(echo.get(), body));
      return;
    }
    try {
      HttpResponse<String> response =
          client.send(forwarded(exchange, body), HttpResponse.BodyHandlers.ofString());
      for (String name :
          List.of("x-resource-count", "x-joyent-resource-count", "workflow-api", "request-id")) {
        response
            .headers()
            .firstValue(name)
            .ifPresent(value -> exchange.getResponseHeaders().add(name, value));
      }
      say(exchange, response.statusCode(), change.apply(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private HttpRequest forwarded(HttpExchange exchange, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body));
    for (String name : List.of("x-request-id", "content-type", "accept-version")) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
          .ifPresent(value -> request.header(name, value));
    }
    return request.build();
  }

  /** As a service does that reports what it could not use: whole, and field by field. */
  private static String echoed(Echo echo, String body) throws IOException {
    ObjectNode answer =
        JSON.createObjectNode().put("code", echo.code()).put("message", "cannot use " + body);
    ObjectNode error = answer.putArray("errors").addObject();
    error.put("field", "body").put("code", "Invalid").put("message", "cannot use " + body);
    for (String name : List.of("customer_metadata", "metadata")) {
      JSON.readTree(body)
          .path(name)
          .forEach(
              value ->
                  answer
                      .withArray("errors")
                      .addObject()
                      .put("field", name)
                      .put("code", "Invalid")
                      .put("message", "not allowed: " + value.asText()));
    }
    return answer.toString();
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
