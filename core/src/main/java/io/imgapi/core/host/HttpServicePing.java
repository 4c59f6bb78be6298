/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** Pings with the HTTP client of the platform, never through a proxy. */
public final class HttpServicePing implements ServicePing {
  private static final int LONGEST_BODY = 1 << 20;
  private static final int OK = 200;

  @Override
  public Answer ping(String address, int port, Duration limit) {
    return ask(
        address, port, "/ping", limit, answer -> answer.path("ping").asText().equals("pong"));
  }

  @Override
  public Answer image(String address, int port, UUID image, Duration limit) {
    String uuid = image.toString();
    return ask(
        address,
        port,
        "/images/" + uuid,
        limit,
        answer -> answer.path("uuid").asText().equals(uuid));
  }

  private Answer ask(
      String address, int port, String path, Duration limit, Predicate<JsonNode> expected) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + reachable(address) + ":" + port + path)
                  .toURL()
                  .openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) limit.toMillis());
      connection.setReadTimeout((int) limit.toMillis());
      connection.setInstanceFollowRedirects(false);
      try {
        return judge(connection, expected);
      } finally {
        connection.disconnect();
      }
    } catch (ConnectException e) {
      return new Answer(Kind.REFUSED, "nobody listens on port " + port);
    } catch (SocketTimeoutException e) {
      return new Answer(Kind.TIMED_OUT, "no answer within " + limit.toMillis() + " ms");
    } catch (IOException e) {
      return new Answer(Kind.OTHER, "the connection broke: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return new Answer(Kind.OTHER, "the configured address is not one");
    }
  }

  private Answer judge(HttpURLConnection connection, Predicate<JsonNode> expected)
      throws IOException {
    int status = connection.getResponseCode();
    if (status != OK) {
      return new Answer(Kind.OTHER, "HTTP status " + status);
    }
    try (InputStream body = connection.getInputStream()) {
      return expected.test(new ObjectMapper().readTree(body.readNBytes(LONGEST_BODY)))
          ? new Answer(Kind.PONG, "")
          : new Answer(Kind.OTHER, "the answer is not that of an image service");
    } catch (JsonProcessingException e) {
      return new Answer(Kind.OTHER, "the answer is not JSON");
    }
  }

  private static String reachable(String address) {
    if (address.isEmpty() || address.equals("0.0.0.0") || address.equals("::")) {
      return "127.0.0.1";
    }
    return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
  }
}
