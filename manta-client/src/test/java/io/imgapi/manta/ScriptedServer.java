/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each request with the next step of a script, byte for byte; the last step repeats. */
final class ScriptedServer implements Closeable {

  /** What to do with one request, whose head was read. */
  @FunctionalInterface
  interface Step {
    /** Returns whether the connection stays open. */
    boolean answer(Request request, OutputStream out) throws IOException;
  }

  /** A request; its body is read only on demand. */
  record Request(List<String> head, InputStream in) {
    String line() {
      return head.get(0);
    }

    String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return head.stream()
          .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(h -> h.substring(prefix.length()).strip())
          .findFirst()
          .orElse(null);
    }

    void readBody() throws IOException {
      String length = header("Content-Length");
      if (length != null) {
        in.readNBytes(Integer.parseInt(length));
      }
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final List<Step> steps;
  private int next;

  ScriptedServer(Step... steps) throws IOException {
    this.steps = List.of(steps);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** An answer with a body of known length. */
  static Step answer(String status, String headers, String body) {
    return (request, out) -> {
      request.readBody();
      write(out, "HTTP/1.1 " + status + "\r\n" + headers);
      write(out, "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n");
      if (!request.line().startsWith("HEAD")) {
        write(out, body);
      }
      return true;
    };
  }

  static Step hangUp() {
    return (request, out) -> false;
  }

  /** A page of a listing that ends where the connection does: nothing tells whether it is whole. */
  static Step page(String headers, String body) {
    return (request, out) -> {
      write(
          out,
          "HTTP/1.1 200 OK\r\nContent-Type: application/x-json-stream; type=directory\r\n"
              + headers
              + "Connection: close\r\n\r\n"
              + body);
      return false;
    };
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "scripted connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        List<String> head = head(in);
        if (head.isEmpty()) {
          return;
        }
        Request request = new Request(head, in);
        requests.add(request);
        open = step().answer(request, socket.getOutputStream());
      }
    } catch (SocketException e) {
      // The client hung up, which is often what a test is about.
      return;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized Step step() {
    Step step = steps.get(Math.min(next, steps.size() - 1));
    next++;
    return step;
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        if (line.isEmpty()) {
          return lines;
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
    return List.of();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
