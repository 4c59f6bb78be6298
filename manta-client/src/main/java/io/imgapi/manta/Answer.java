/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.FailedRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import okhttp3.Call;
import okhttp3.Response;

/** The answer to one attempt; holds a connection until closed. */
final class Answer implements Closeable {
  private final Ask ask;
  private final Call call;
  private final Response response;
  private final OutgoingBody sentBody;
  private final boolean afterLostAnswer;
  private final MantaObserver observer;
  private final Semaphore connections;
  private final InputStream stream;
  private long received;
  private boolean closed;

  Answer(
      Ask ask,
      Call call,
      Response response,
      OutgoingBody sentBody,
      boolean afterLostAnswer,
      MantaObserver observer,
      Semaphore connections) {
    this.ask = ask;
    this.call = call;
    this.response = response;
    this.sentBody = sentBody;
    this.afterLostAnswer = afterLostAnswer;
    this.observer = observer;
    this.connections = connections;
    this.stream = new Meter(response.body().byteStream());
  }

  Ask ask() {
    return ask;
  }

  int status() {
    return response.code();
  }

  /** The header's value; empty where absent. */
  String header(String name) {
    String value = response.header(name);
    return value == null ? "" : value;
  }

  /** The header as a number; -1 where absent or no number. */
  long number(String name) {
    String value = header(name);
    if (value.isEmpty() || value.length() > 18) {
      return -1;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return -1;
      }
    }
    return Long.parseLong(value);
  }

  Optional<Instant> instant(String name) {
    try {
      String value = header(name);
      return value.isEmpty()
          ? Optional.empty()
          : Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The {@code m-*} headers. */
  Map<String, String> metadata() {
    Map<String, String> found = new TreeMap<>();
    for (int i = 0; i < response.headers().size(); i++) {
      String name = response.headers().name(i).toLowerCase(Locale.ROOT);
      if (name.startsWith("m-")) {
        found.put(name, response.headers().value(i));
      }
    }
    return found;
  }

  /** What was sent to get this answer; null where there was no body. */
  OutgoingBody sentBody() {
    return sentBody;
  }

  /** Whether an earlier attempt of the same call may have been carried out. */
  boolean afterLostAnswer() {
    return afterLostAnswer;
  }

  InputStream stream() {
    return stream;
  }

  FailedRequest facts(String code, String detail) {
    return new FailedRequest(
        ask.method(), ask.path().toString(), status(), code, header("x-request-id"), detail);
  }

  /** Gives up an answer whose body may be long, by dropping the connection. */
  void abandon() {
    if (!closed) {
      call.cancel();
    }
    close();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      response.close();
    } finally {
      connections.release();
      observer.requestEnded(
          ask.method(),
          ask.path().toString(),
          status(),
          sentBody == null ? 0 : sentBody.sent(),
          received);
    }
  }

  private final class Meter extends InputStream {
    private final InputStream in;

    Meter(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        received += count;
        observer.bytesReceived(count);
      }
      return count;
    }
  }
}
