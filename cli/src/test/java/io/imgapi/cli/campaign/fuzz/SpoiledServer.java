/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Answers every request on loopback with the same bytes, whatever they are, and hangs up. */
final class SpoiledServer implements Closeable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private volatile byte[] answer = new byte[0];

  SpoiledServer() throws IOException {
    Thread server = new Thread(this::serve, "spoiled answers");
    server.setDaemon(true);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** From now on this is answered. */
  void answer(byte[] bytes) {
    answer = bytes;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        readRequest(new BufferedInputStream(client.getInputStream()));
        client.getOutputStream().write(answer);
        client.shutdownOutput();
        client.setSoTimeout(1);
        // What is left unread would reset the connection before the answer is read.
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // The client hung up, as it may, or this server is closed.
      }
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    long body = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        body = Long.parseLong(lower.substring("content-length:".length()).strip());
      }
    }
    in.skipNBytes(body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  /** An answer in HTTP. */
  static byte[] http(int status, String headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    return ("HTTP/1.1 "
            + status
            + " Some Reason\r\n"
            + headers
            + "Content-Length: "
            + content.length
            + "\r\nConnection: close\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
