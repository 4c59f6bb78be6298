/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import io.imgapi.sandbox.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks to a running sandbox's control interface. */
final class ControlClient {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SandboxRecord record;

  ControlClient(SandboxRecord record) {
    this.record = record;
  }

  String call(String method, String path, String body) {
    return call(method, path, body, LIMIT);
  }

  String call(String method, String path, String body, Duration limit) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(record.control() + path).toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setConnectTimeout((int) LIMIT.toMillis());
      connection.setReadTimeout((int) limit.toMillis());
      connection.setRequestProperty(ControlServer.TOKEN_HEADER, record.token());
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
          out.write(body.getBytes(StandardCharsets.UTF_8));
        }
      }
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (status == ControlServer.FAILURE_STATUS) {
          throw SandboxFiles.failure(text);
        }
        if (status == 400) {
          throw new SandboxException(
              SandboxException.Reason.INVALID_ARGUMENT,
              "the sandbox refused it: " + text,
              "correct the rule");
        }
        if (status != 200) {
          throw unreachable("it answered " + status + " " + text, null);
        }
        return text;
      }
    } catch (IOException failure) {
      throw unreachable(failure.getMessage(), failure);
    }
  }

  private SandboxException unreachable(String why, Exception cause) {
    return new SandboxException(
        SandboxException.Reason.CONTROL_FAILED,
        "the sandbox (process " + record.pid() + ") cannot be controlled: " + why,
        "look at sandbox.log, or end the process",
        cause);
  }

  /** Returns whether something accepts connections at an address. */
  static boolean isListening(String url) {
    URI uri = URI.create(url);
    try (Socket socket = new Socket()) {
      socket.connect(
          new java.net.InetSocketAddress(uri.getHost(), uri.getPort()), (int) LIMIT.toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
