/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.StoppedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends one attempt of a request and says how far it came. */
final class Transport {
  private static final String USER_AGENT = "imgapi-manta-client";

  private final OkHttpClient http;
  private final HttpUrl base;
  private final DateSignature signature;
  private final String roles;
  private final MantaObserver observer;
  private final Semaphore connections;
  private final int maxConnections;
  private final Duration connectionWait;
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Transport(
      OkHttpClient http,
      HttpUrl base,
      DateSignature signature,
      String roles,
      MantaObserver observer,
      int maxConnections,
      Duration connectionWait) {
    this.http = http;
    this.base = base;
    this.signature = signature;
    this.roles = roles;
    this.observer = observer;
    this.connections = new Semaphore(maxConnections);
    this.maxConnections = maxConnections;
    this.connectionWait = connectionWait;
  }

  Answer send(Ask ask, boolean afterLostAnswer) throws AttemptFailed {
    if (closed) {
      throw new IllegalStateException("this Manta client is closed");
    }
    DateSignature.Headers signed = signature.now();
    takeConnection(ask);
    boolean answered = false;
    OutgoingBody body =
        ask.body() == null ? null : new OutgoingBody(ask.body(), ask.bodyHashed(), observer);
    try {
      ConnectionMark.Reached reached = new ConnectionMark.Reached();
      Call call = http.newCall(request(ask, body, signed, reached));
      observer.requestStarted(ask.method(), ask.path().toString());
      try {
        Answer answer =
            new Answer(ask, call, execute(call), body, afterLostAnswer, observer, connections);
        answered = true;
        return answer;
      } catch (IOException e) {
        throw failure(ask, body, reached, e);
      }
    } finally {
      if (!answered) {
        connections.release();
        observer.requestEnded(
            ask.method(), ask.path().toString(), 0, body == null ? 0 : body.sent(), 0);
      }
    }
  }

  /** Executes a call so that {@link #close()} ends it, however early it comes. */
  private Response execute(Call call) throws IOException {
    underWay.add(call);
    try {
      if (closed) {
        call.cancel();
      }
      return call.execute();
    } finally {
      underWay.remove(call);
    }
  }

  void close() {
    closed = true;
    underWay.forEach(Call::cancel);
    http.connectionPool().evictAll();
  }

  private void takeConnection(Ask ask) throws AttemptFailed {
    if (connections.tryAcquire()) {
      return;
    }
    try {
      if (connections.tryAcquire(connectionWait.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException(ask.unanswered("interrupted while waiting for a connection"), e);
    }
    throw AttemptFailed.noAnswer(
        ask.unanswered("all " + maxConnections + " connections of this client are busy"),
        AttemptFailed.Again.WITHOUT_EFFECT,
        Duration.ZERO,
        null);
  }

  private Request request(
      Ask ask, OutgoingBody body, DateSignature.Headers signed, ConnectionMark.Reached reached) {
    HttpUrl.Builder url = base.newBuilder().encodedPath(ask.path().encoded());
    if (ask.query() != null) {
      url.encodedQuery(ask.query());
    }
    Request.Builder request =
        new Request.Builder()
            .url(url.build())
            .method(ask.method(), body)
            .tag(ConnectionMark.Reached.class, reached)
            .addHeader("Accept", "*/*")
            .addHeader("Accept-Encoding", "identity")
            .addHeader("Accept-Version", "~1.0")
            .addHeader("User-Agent", USER_AGENT)
            .addHeader("Date", signed.date());
    if (!signed.authorization().isEmpty()) {
      request.addHeader("Authorization", signed.authorization());
    }
    if (!roles.isEmpty()) {
      request.addHeader("Role", roles);
    }
    if (ask.isPatient()) {
      request.addHeader("Expect", "100-continue");
    }
    List<String> headers = ask.headers();
    for (int i = 0; i < headers.size(); i += 2) {
      request.addHeader(headers.get(i), headers.get(i + 1));
    }
    return request.build();
  }

  private AttemptFailed failure(
      Ask ask, OutgoingBody body, ConnectionMark.Reached reached, IOException e) {
    if (body != null && body.callersFailure() != null) {
      throw new BodyFailed(body.callersFailure());
    }
    return lost(ask, withoutEffect(body, reached), e).usingUp(Attempts.usedUp(ask, body));
  }

  /** A connection that broke, before or while the answer was read. */
  AttemptFailed lost(Ask ask, boolean withoutEffect, IOException e) {
    boolean timeout = e instanceof SocketTimeoutException;
    if (closed
        || (e instanceof InterruptedIOException
            && !timeout
            && Thread.currentThread().isInterrupted())
        || "interrupted".equals(e.getMessage())) {
      if (!closed) {
        Thread.currentThread().interrupt();
      }
      throw new StoppedException(
          ask.unanswered(closed ? "the client was closed" : "interrupted"), e);
    }
    if (untrusted(e)) {
      return AttemptFailed.noAnswer(
          ask.unanswered("the server's TLS certificate is not trusted: " + describe(e)),
          AttemptFailed.Again.NEVER,
          Duration.ZERO,
          e);
    }
    return AttemptFailed.noAnswer(
        ask.unanswered(describe(e)),
        withoutEffect ? AttemptFailed.Again.WITHOUT_EFFECT : AttemptFailed.Again.IF_HARMLESS,
        Duration.ZERO,
        e);
  }

  /** A certificate does not become better by asking again. */
  private static boolean untrusted(IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  private static boolean withoutEffect(OutgoingBody body, ConnectionMark.Reached reached) {
    return !reached.connected() || (body != null && body.contentLength() != 0 && !body.complete());
  }

  private static String describe(IOException e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}
