/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.triton.connection.PlainHttp;
import io.imgapi.triton.imgapi.Answer.Answered;
import io.imgapi.triton.imgapi.Answer.Declined;
import io.imgapi.triton.imgapi.Answer.Speaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** One request, one answer. */
final class ImgapiCalls {
  private static final int LONGEST_JSON = 4 << 20;
  private static final int LONGEST_ERROR = 4 << 10;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final ObjectMapper mapper = new ObjectMapper();
  private final ImgapiOptions options;
  private final OkHttpClient http;

  ImgapiCalls(ImgapiOptions options) {
    this.options = options;
    OkHttpClient.Builder builder =
        PlainHttp.over(
                options.sockets(),
                new PlainHttp.Limits(options.limit(), options.limit(), options.limit()))
            .addNetworkInterceptor(ShownCertificate::look);
    options.trust().applyTo(builder, options.speaksTls());
    http = builder.build();
  }

  /** Makes a value of an answer. */
  interface Reading<T> {
    T of(Response response) throws IOException;
  }

  <T> Answer<T> get(String path, Reading<T> reading) {
    return ask(request(path).get().build(), Response::isSuccessful, reading);
  }

  /** Whatever is answered, the certificate of the connection over which it came. */
  Answer<X509Certificate> certificate(String path) {
    ShownCertificate shown = new ShownCertificate();
    return ask(
        ShownCertificate.on(request(path).get().build(), shown),
        whatever -> true,
        response -> shown.certificate());
  }

  Answer<Void> post(String path, RequestSigner signer) {
    String date = HTTP_DATE.format(options.clock().instant());
    byte[] signature = signer.sign(("date: " + date).getBytes(StandardCharsets.US_ASCII));
    String authorization =
        "Signature keyId=\"%s\",algorithm=\"%s\",signature=\"%s\""
            .formatted(
                signer.user(), signer.algorithm(), Base64.getEncoder().encodeToString(signature));
    Request request =
        request(path)
            .post(RequestBody.create(new byte[0]))
            .header("Date", date)
            .header("Authorization", authorization)
            .build();
    return ask(request, Response::isSuccessful, response -> null);
  }

  private Request.Builder request(String path) {
    return new Request.Builder()
        .url(HttpUrl.get(options.base().resolve(path)))
        .header("Accept", "application/json, */*;q=0.5");
  }

  private <T> Answer<T> ask(Request request, Predicate<Response> good, Reading<T> reading) {
    try (Response response = http.newCall(request).execute()) {
      return good.test(response)
          ? new Answered<>(response.code(), reading.of(response))
          : declined(response);
    } catch (IOException e) {
      return Unanswered.of(e, options.limit());
    }
  }

  private <T> Answer<T> declined(Response response) throws IOException {
    String body =
        new String(response.body().byteStream().readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
    JsonNode json = errorOf(body);
    return new Declined<>(
        response.code(),
        json.path("code").asText(),
        json.path("message").asText(),
        isFrontEnds(response, body) ? Speaker.FRONT_END : Speaker.SERVICE);
  }

  /** The front end's own pages are HTML, begin so, and carry no request id (triton-apis.md 10). */
  private static boolean isFrontEnds(Response response, String body) {
    return response.header("x-request-id") == null && body.startsWith("<html><body><h1>");
  }

  private JsonNode errorOf(String body) {
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException e) {
      // An error page of something else: the status alone must do.
      return mapper.createObjectNode();
    }
  }

  JsonNode json(Response response) throws IOException {
    byte[] body = response.body().byteStream().readNBytes(LONGEST_JSON);
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException e) {
      throw new NotImgapiException("the answer is not JSON");
    }
  }

  void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
