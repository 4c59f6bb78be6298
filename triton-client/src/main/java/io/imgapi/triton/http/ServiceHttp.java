/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.triton.CallInterruptedException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Calls one service. Questions are repeated where nobody answered or the service said that it
 * cannot now; changes are sent once (triton-apis.md 0). Thread-safe.
 */
public final class ServiceHttp implements AutoCloseable {
  private static final int LONGEST_BODY = 64 << 20;
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final ObjectMapper mapper = new ObjectMapper();
  private final ServiceAddress address;
  private final TritonOptions options;
  private final RequestSigning signing;
  private final OkHttpClient questions;
  private final OkHttpClient changes;

  /** Nothing is connected yet. */
  public ServiceHttp(ServiceAddress address, TritonOptions options) {
    this(address, options, RequestSigning.NONE);
  }

  /** The same with signed requests. */
  public ServiceHttp(ServiceAddress address, TritonOptions options, RequestSigning signing) {
    this.address = address;
    this.options = options;
    this.signing = signing;
    this.questions = HttpConnections.open(address, options);
    this.changes =
        questions
            .newBuilder()
            .readTimeout(options.writeLimit())
            .callTimeout(options.connectLimit().plus(options.writeLimit()))
            .build();
  }

  /** For making bodies. */
  public ObjectMapper mapper() {
    return mapper;
  }

  /**
   * Makes a call.
   *
   * @throws TritonException where the answer is not a good one
   * @throws CallInterruptedException where the thread is asked to stop
   */
  public Reply call(Call call) {
    Duration wait = FIRST_WAIT;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(call);
      } catch (TritonException e) {
        if (!mayRepeat(call) || attempt == ATTEMPTS || !isWorthRepeating(e)) {
          throw e;
        }
      }
      pause(call, wait);
      wait = wait.multipliedBy(2);
    }
  }

  private static boolean mayRepeat(Call call) {
    return call.safe() && call.limit().isEmpty();
  }

  private static boolean isWorthRepeating(TritonException e) {
    return e.kind() == TritonException.Kind.UNREACHABLE
        || (e.kind() == TritonException.Kind.UNAVAILABLE
            && e.status().isPresent()
            && e.status().getAsInt() >= 502);
  }

  private void pause(Call call, Duration wait) {
    try {
      options.sleeper().sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallInterruptedException(named(call), e);
    }
  }

  private Reply once(Call call) {
    OkHttpClient client = call.safe() ? questions : changes;
    okhttp3.Call sent = client.newCall(request(call));
    call.limit().ifPresent(limit -> shorten(sent, limit));
    try (Response response = sent.execute()) {
      byte[] body = response.body().byteStream().readNBytes(LONGEST_BODY + 1);
      if (!response.isSuccessful()) {
        throw Refusals.of(
            named(call), options.requestId(), call, response.code(), response::header, body);
      }
      return new Reply(response.code(), json(call, body), response::header);
    } catch (IOException e) {
      throw failed(call, e);
    }
  }

  /** A limit never makes a call longer than it would be without. */
  private static void shorten(okhttp3.Call sent, Duration limit) {
    long usual = sent.timeout().timeoutNanos();
    sent.timeout().timeout(Math.min(usual, Math.max(1, limit.toNanos())), TimeUnit.NANOSECONDS);
  }

  private JsonNode json(Call call, byte[] body) throws IOException {
    if (body.length == 0) {
      return mapper.missingNode();
    }
    if (body.length > LONGEST_BODY) {
      throw notUnderstood(call, "the answer is too long: more than 64 MiB");
    }
    try {
      return mapper.readTree(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw notUnderstood(call, "the answer is not JSON");
    }
  }

  /** The service said that it did what it was asked to do. */
  private TritonException notUnderstood(Call call, String words) {
    TritonException.Builder failure =
        TritonException.of(TritonException.Kind.NOT_UNDERSTOOD, named(call), words)
            .requestId(options.requestId());
    return call.safe() ? failure.build() : failure.mayHaveHappened().build();
  }

  private Request request(Call call) {
    HttpUrl.Builder url = url(call).newBuilder();
    for (Map.Entry<String, String> parameter : call.query()) {
      url.addQueryParameter(parameter.getKey(), parameter.getValue());
    }
    HttpUrl whole = url.build();
    String target =
        whole.encodedPath() + (whole.encodedQuery() == null ? "" : "?" + whole.encodedQuery());
    String date = HTTP_DATE.format(options.clock().instant());
    Request.Builder request =
        new Request.Builder()
            .url(whole)
            .method(call.method(), body(call))
            .header("Accept", "application/json")
            .header("Accept-Version", address.versions())
            .header("Date", date)
            .header("User-Agent", "imgapi")
            .header("x-request-id", options.requestId());
    String proof = signing.authorization(call.method().toLowerCase(Locale.ROOT), target, date);
    if (!proof.isEmpty()) {
      request.header("Authorization", proof);
    }
    return request.build();
  }

  /** Below the base, whose own path stays. */
  private HttpUrl url(Call call) {
    return HttpUrl.get(address.base())
        .newBuilder()
        .query(null)
        .fragment(null)
        .addEncodedPathSegments(call.path().substring(1))
        .build();
  }

  private RequestBody body(Call call) {
    if (call.body().isPresent()) {
      return RequestBody.create(call.body().get().toString(), JSON);
    }
    return call.method().equals("POST") || call.method().equals("PUT")
        ? RequestBody.create(new byte[0])
        : null;
  }

  /** The call as people are told of it; a query may hold names of people, but no secret. */
  private String named(Call call) {
    HttpUrl told = url(call).newBuilder().username("").password("").build();
    return "%s %s %s".formatted(address.name(), call.method(), told);
  }

  private RuntimeException failed(Call call, IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      return new CallInterruptedException(named(call), e);
    }
    TritonException.Builder failure = unreachable(call, words(e), e);
    return call.safe() || isBeforeSending(e) ? failure.build() : failure.mayHaveHappened().build();
  }

  private TritonException.Builder unreachable(Call call, String words, Exception cause) {
    return TritonException.of(TritonException.Kind.UNREACHABLE, named(call), words)
        .requestId(options.requestId())
        .causedBy(cause);
  }

  /** TLS may break at any time: only its beginning is before the request. */
  private static boolean isBeforeSending(IOException e) {
    return e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof NoRouteToHostException
        || e instanceof SSLHandshakeException
        || e instanceof SSLPeerUnverifiedException;
  }

  private String words(IOException e) {
    String host = address.base().getHost();
    if (e instanceof UnknownHostException) {
      return "there is no host of the name " + host;
    }
    if (e instanceof InterruptedIOException) {
      return "no answer in time";
    }
    if (e instanceof ConnectException) {
      return saysRefused(e)
          ? "nobody listens at " + address.base().getAuthority()
          : "no connection to " + address.base().getAuthority();
    }
    return "the connection broke: "
        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }

  private static boolean saysRefused(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT).contains("refused")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    questions.connectionPool().evictAll();
    questions.dispatcher().executorService().shutdown();
  }
}
