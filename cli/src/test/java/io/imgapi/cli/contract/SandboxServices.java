/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.ThisProgram;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.zone.ZoneReport;
import io.imgapi.sandbox.zone.ZoneRequest;
import io.imgapi.triton.imgapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionSpec;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The sandbox's data centre with one standalone instance, asked over plain HTTP. */
final class SandboxServices implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNED = "{{signed}}";
  private static final MediaType JSON_TYPE = MediaType.get("application/json");

  private final Sandbox sandbox;
  private final TritonSandbox triton;
  private final ZoneReport standalone;
  private final KnownSigner signer;
  private final OkHttpClient http;

  private SandboxServices(
      Sandbox sandbox, TritonSandbox triton, KnownSigner signer, ZoneReport standalone) {
    this.sandbox = sandbox;
    this.triton = triton;
    this.standalone = standalone;
    this.signer = signer;
    OkHttpClient.Builder builder = new OkHttpClient.Builder().readTimeout(1, TimeUnit.MINUTES);
    Trust.ANYBODY.applyTo(builder, true);
    this.http =
        builder
            .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
            .build();
  }

  /** What came; {@code body} is missing where there was none. */
  record Came(int status, Headers headers, JsonNode body) {}

  static SandboxServices start(Path directory) throws IOException {
    Sandbox sandbox =
        Sandbox.start(SandboxOptions.inDirectory(directory).withProgram(ThisProgram.commandLine()));
    TritonSandbox triton = TritonSandbox.start(sandbox, Duration.ofMillis(1));
    KnownSigner signer = KnownSigner.of(sandbox, triton);
    ZoneReport standalone = sandbox.runtime().boot(ZoneRequest.of("standalone0"));
    Path keys = Path.of(standalone.root(), "data/imgapi/etc/authkeys/local");
    Files.createDirectories(keys);
    Files.writeString(keys.resolve(signer.login() + ".keys"), signer.openssh() + "\n");
    return new SandboxServices(
        sandbox, triton, signer, sandbox.runtime().reboot(standalone.alias()));
  }

  /** Whether it has this service at all. */
  boolean has(String service) {
    return service.equals("standalone") || TritonSandbox.SERVICES.contains(service);
  }

  /** What the words of the examples stand for here. */
  Bindings bindings() {
    return new Bindings()
        .with("workflow", triton.url("workflow").toString())
        .with("updates", triton.url("updates").toString())
        .with("date", Clients.DATE);
  }

  Came ask(Exchange exchange, Bindings bindings) throws IOException {
    Exchange.Request request = exchange.request();
    HttpUrl.Builder url =
        HttpUrl.get(base(exchange.service()) + bindings.fill(request.path())).newBuilder();
    bindings.fill(request.query()).forEach(url::addQueryParameter);
    HttpUrl whole = url.build();
    Request.Builder sent =
        new Request.Builder()
            .url(whole)
            .method(request.method(), body(request, bindings))
            .header("Accept", "application/json")
            .header("x-request-id", Clients.REQUEST);
    bindings.fill(request.headers()).forEach(sent::header);
    if (SIGNED.equals(request.headers().get("authorization"))) {
      String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
      String query = whole.encodedQuery() == null ? "" : "?" + whole.encodedQuery();
      String method = request.method().toLowerCase(Locale.ROOT);
      sent.header("Date", date)
          .header(
              "Authorization",
              exchange.service().equals("standalone")
                  ? signer.authorization(date)
                  : signer.authorization(method, whole.encodedPath() + query, date));
    }
    try (Response response = http.newCall(sent.build()).execute()) {
      String text = response.body().string();
      return new Came(
          response.code(),
          response.headers(),
          text.isEmpty() ? JSON.missingNode() : JSON.readTree(text));
    }
  }

  private static RequestBody body(Exchange.Request request, Bindings bindings) {
    if (!request.body().isMissingNode()) {
      return RequestBody.create(bindings.fill(request.body()).toString(), JSON_TYPE);
    }
    return request.method().equals("POST") || request.method().equals("PUT")
        ? RequestBody.create(new byte[0])
        : null;
  }

  private URI base(String service) {
    return service.equals("standalone") ? URI.create(standalone.http()) : triton.url(service);
  }

  @Override
  public void close() {
    triton.close();
    sandbox.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
