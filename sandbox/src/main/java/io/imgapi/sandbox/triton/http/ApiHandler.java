/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.Struck;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Takes requests from Jetty, applies faults, routes, and turns refusals into answers. */
final class ApiHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private final ApiServer.Setting setting;
  private final Routes routes;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  ApiHandler(ApiServer.Setting setting, Routes routes) {
    this.setting = setting;
    this.routes = routes;
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    requests.add(request.getMethod() + " " + request.getHttpURI().getPathQuery());
    Struck struck = setting.faults().strike(request.getMethod(), path);
    if (struck.delayMillis() > 0) {
      request
          .getComponents()
          .getScheduler()
          .schedule(
              () ->
                  request
                      .getComponents()
                      .getExecutor()
                      .execute(() -> serve(struck, request, response, callback)),
              struck.delayMillis(),
              TimeUnit.MILLISECONDS);
    } else {
      serve(struck, request, response, callback);
    }
    return true;
  }

  private void serve(Struck struck, Request request, Response response, Callback callback) {
    if (struck.has(Fault.Hang.class)) {
      setting.faults().onRelease(struck, () -> drop(request, callback, false));
      return;
    }
    if (struck.has(Fault.Refused.class)) {
      drop(request, callback, false);
      return;
    }
    if (struck.resets(Fault.Reset.Moment.BEFORE_REQUEST_BODY)) {
      drop(request, callback, true);
      return;
    }
    Answer answer = answer(struck, request);
    if (struck.has(Fault.LostAnswer.class)
        || struck.resets(Fault.Reset.Moment.AFTER_REQUEST_BODY)) {
      drop(request, callback, true);
      return;
    }
    if (struck.has(Fault.ProxyDown.class)) {
      response.setStatus(503);
      response.getHeaders().put("Content-Type", "text/html");
      response.getHeaders().put("Cache-Control", "no-cache");
      response.write(
          true,
          ByteBuffer.wrap(Fault.ProxyDown.PAGE.getBytes(StandardCharsets.US_ASCII)),
          callback);
      return;
    }
    write(answer, request, response, callback);
  }

  private Answer answer(Struck struck, Request request) {
    try {
      Asked asked = asked(request);
      Optional<Fault.Status> status = struck.first(Fault.Status.class);
      if (status.isPresent()) {
        return injected(status.get());
      }
      if (struck.has(Fault.ProxyDown.class)
          || struck.resets(Fault.Reset.Moment.AFTER_REQUEST_BODY)) {
        return Answer.empty(503);
      }
      return routes.answer(asked);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (IOException | RuntimeException failure) {
      LOG.log(System.Logger.Level.ERROR, request.getMethod() + " " + request.getHttpURI(), failure);
      return Refusal.of(500, "InternalError", "an internal error occurred").answer();
    }
  }

  private static Answer injected(Fault.Status fault) {
    Answer answer =
        Refusal.of(
                fault.status(),
                fault.status() == 503 ? "ServiceUnavailableError" : "InternalError",
                "an injected fault")
            .answer();
    return fault.retryAfter().isPresent()
        ? answer.with("Retry-After", Integer.toString(fault.retryAfter().getAsInt()))
        : answer;
  }

  private static Asked asked(Request request) throws IOException {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValues());
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.put(field.getLowerCaseName(), field.getValue());
    }
    return new Asked(
        request.getMethod(),
        Request.getPathInContext(request),
        request.getHttpURI().getPathQuery(),
        query,
        headers,
        body(request));
  }

  private static JsonNode body(Request request) throws IOException {
    String text = Content.Source.asString(request, StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException bad) {
      throw Refusal.of(400, "InvalidContent", "Invalid JSON");
    }
  }

  private void write(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put("Date", HTTP_DATE.format(setting.clock().instant()));
    response.getHeaders().put("Server", setting.name() + "/1.0.0");
    String id = request.getHeaders().get("x-request-id");
    response.getHeaders().put("x-request-id", id == null ? UUID.randomUUID().toString() : id);
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    List<byte[]> bytes = new ArrayList<>();
    if (answer.body() != null) {
      response.getHeaders().put("Content-Type", "application/json");
      bytes.add(answer.body().toString().getBytes(StandardCharsets.UTF_8));
    }
    response.write(true, bytes.isEmpty() ? null : ByteBuffer.wrap(bytes.get(0)), callback);
  }

  private static void drop(Request request, Callback callback, boolean reset) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (reset && endPoint.getTransport() instanceof SocketChannel channel) {
      try {
        // Without lingering, close() sends RST instead of FIN.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
      } catch (IOException alreadyGone) {
        endPoint.close(alreadyGone);
      }
    }
    endPoint.close();
    callback.failed(new IOException("dropped"));
  }
}
