/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A service that gives the responses of an example, and remembers what it was asked. */
final class ExampleServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was asked. */
  record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {}

  private final HttpServer server;
  private final List<Exchange> coming = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Bindings bindings;

  ExampleServer(List<Exchange> exchanges, Bindings bindings) throws IOException {
    this.bindings = bindings;
    for (Exchange exchange : exchanges) {
      for (int i = 0; i < exchange.times(); i++) {
        coming.add(exchange);
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Everything that is to be asked, in order, as often as it is to be asked. */
  List<Exchange> expected() {
    return List.copyOf(coming);
  }

  List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  private void answer(HttpExchange http) throws IOException {
    int number;
    synchronized (asked) {
      number = asked.size();
      asked.add(read(http));
    }
    if (number >= coming.size()) {
      http.sendResponseHeaders(599, -1);
      http.close();
      return;
    }
    Exchange.Response response = coming.get(number).response();
    bindings
        .fill(response.headers())
        .forEach((name, value) -> http.getResponseHeaders().set(name, value));
    byte[] body = body(response).getBytes(UTF_8);
    if (body.length > 0 && !response.headers().containsKey("Content-Type")) {
      http.getResponseHeaders().set("Content-Type", "application/json");
    }
    http.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    http.getResponseBody().write(body);
    http.close();
  }

  private String body(Exchange.Response response) throws IOException {
    if (response.text().isPresent()) {
      return response.text().get();
    }
    JsonNode body = response.body();
    return body.isMissingNode() ? "" : JSON.writeValueAsString(bindings.fill(body));
  }

  private static Asked read(HttpExchange http) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    http.getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return new Asked(
        http.getRequestMethod(),
        http.getRequestURI().getRawPath(),
        query(http.getRequestURI().getRawQuery()),
        headers,
        new String(http.getRequestBody().readAllBytes(), UTF_8));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String part : raw.split("&")) {
        int equals = part.indexOf('=');
        query.put(
            URLDecoder.decode(part.substring(0, equals), UTF_8),
            URLDecoder.decode(part.substring(equals + 1), UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
