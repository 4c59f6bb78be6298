/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.triton.Secret;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.datacenter.Datacenter;
import io.imgapi.triton.ufds.UfdsAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One server that is every service of a data centre, and says to each path what it was told. What
 * the data centre's own IMGAPI says has a path below {@code /local}.
 */
final class Answers implements AutoCloseable {
  private record Told(int status, String body) {}

  private final HttpServer server;
  private final HttpServer local;
  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final TritonAccess triton;

  Answers() throws IOException {
    server = listening("");
    local = listening("/local");
    triton = open(Optional.empty());
  }

  private HttpServer listening(String prefix) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.createContext("/", exchange -> answer(prefix, exchange));
    made.start();
    return made;
  }

  private static URI url(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A data centre whose services are all here. */
  TritonAccess triton() {
    return triton;
  }

  /** The same with an update channel of its own; to be closed by the caller. */
  TritonAccess open(Optional<String> channel) {
    URI here = url(server);
    UfdsAddress ufds = new UfdsAddress("127.0.0.1", 1, "cn=root", Secret.of("none"), "");
    return new TritonAccess(
        new Datacenter(
            "here",
            here,
            here,
            here,
            here,
            url(local),
            here,
            ufds,
            ufds,
            new UUID(0, 1),
            "admin",
            Optional.empty(),
            channel,
            here),
        TritonOptions.of("request", Clock.systemUTC(), wait -> {}));
  }

  /** From now on this is the answer to a GET of a path. */
  Answers says(String path, String body) {
    return says(path, 200, body);
  }

  Answers says(String path, int status, String body) {
    told.put(path, new Told(status, body));
    return this;
  }

  private void answer(String prefix, HttpExchange exchange) throws IOException {
    String nothing = "{\"code\":\"ResourceNotFound\",\"message\":\"there is none\"}";
    Told answer =
        told.getOrDefault(prefix + exchange.getRequestURI().getPath(), new Told(404, nothing));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("x-request-id", "theirs");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    triton.close();
    server.stop(0);
    local.stop(0);
  }
}
