/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One raw HTTP/1.1 connection: nothing between the test and the bytes. */
public final class Wire implements Closeable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  public Wire(URI url) {
    try {
      socket = new Socket(url.getHost(), url.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new java.io.BufferedInputStream(socket.getInputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Sends a head with a body and reads the answer. */
  public Answer call(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("host", socket.getInetAddress().getHostAddress() + ":" + socket.getPort());
    all.putAll(headers);
    boolean framed = all.containsKey("content-length") || all.containsKey("transfer-encoding");
    if (!framed && (body.length > 0 || method.equals("PUT") || method.equals("POST"))) {
      all.put("content-length", Integer.toString(body.length));
    }
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(UTF_8));
    if ("chunked".equals(all.get("transfer-encoding"))) {
      if (body.length > 0) {
        out.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(UTF_8));
        out.writeBytes(body);
        out.writeBytes("\r\n".getBytes(UTF_8));
      }
      out.writeBytes("0\r\n\r\n".getBytes(UTF_8));
    } else {
      out.writeBytes(body);
    }
    send(out.toByteArray());
    return read(method);
  }

  /** Reads one answer; throws EOFException when the connection ends first. */
  public Answer read(String method) throws IOException {
    String status = line();
    int code = Integer.parseInt(status.split(" ")[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = new byte[0];
    if (!method.equals("HEAD") && code != 204 && code != 304 && code >= 200) {
      body = body(headers);
    }
    return new Answer(code, headers, body);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      while (true) {
        int size = Integer.parseInt(line().strip(), 16);
        out.writeBytes(exactly(size));
        line();
        if (size == 0) {
          return out.toByteArray();
        }
      }
    }
    String length = headers.get("content-length");
    return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("body ends after " + bytes.length + " of " + size);
    }
    return bytes;
  }

  /** Returns whether the server ends the connection without sending anything more. */
  public boolean isEnded() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  public InputStream input() {
    return in;
  }

  private String line() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("connection ended");
      }
      if (b == '\n') {
        return out.toString(ISO_8859_1);
      }
      if (b != '\r') {
        out.write(b);
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** An answer; header names are in lower case. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, Map<String, String> headers, byte[] body) {

    public String header(String name) {
      return Optional.ofNullable(headers.get(name)).orElse("");
    }

    public boolean has(String name) {
      return headers.containsKey(name);
    }

    public String text() {
      return new String(body, UTF_8);
    }

    /** Returns the code of an error body. */
    public String code() {
      String text = text();
      int at = text.indexOf("\"code\":\"");
      return at < 0 ? "" : text.substring(at + 8, text.indexOf('"', at + 8));
    }
  }
}
