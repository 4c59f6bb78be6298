/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request and its answer, as the routes see them. Used by one thread. */
final class Exchange {

  private static final int LARGEST_DOCUMENT = 4 << 20;

  private final ImgapiContext context;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Query query;
  private final String requestId;
  private Optional<String> user = Optional.empty();

  Exchange(ImgapiContext context, Request request, Response response, Callback callback) {
    this.context = context;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.query = Query.parse(request.getHttpURI().getQuery());
    this.requestId =
        header("x-request-id")
            .or(() -> header("request-id"))
            .filter(id -> id.matches("[A-Za-z0-9_-]{1,64}"))
            .orElseGet(context.uuids());
  }

  ImgapiContext context() {
    return context;
  }

  Request request() {
    return request;
  }

  Response response() {
    return response;
  }

  Callback callback() {
    return callback;
  }

  String method() {
    return request.getMethod();
  }

  String path() {
    String path = request.getHttpURI().getPath();
    return path == null ? "/" : path;
  }

  /** Returns the path and the query as they were sent. */
  String target() {
    String query = request.getHttpURI().getQuery();
    return query == null ? path() : path() + "?" + query;
  }

  Query query() {
    return query;
  }

  /** Returns the caller's identifier of the request, or one of our own. */
  String requestId() {
    return requestId;
  }

  Optional<String> header(String name) {
    HttpField field = request.getHeaders().getField(name);
    return field == null ? Optional.empty() : Optional.of(String.valueOf(field.getValue()));
  }

  /** Returns the announced length of the body in bytes, or -1 when none was announced. */
  long contentLength() {
    return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
  }

  /** Ends the connection, so that nothing is taken for a whole answer. */
  void drop(Throwable reason) {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(reason);
  }

  Optional<String> user() {
    return user;
  }

  void setUser(String name) {
    user = Optional.of(name);
  }

  /** Tells whether operators' fields are asked for. */
  boolean adminFields() {
    boolean asked = query.truth("inclAdminFields").orElse(false);
    if (asked && user.isEmpty()) {
      throw ApiError.unauthorized(
          "Unauthorized (auth required to use \"inclAdminFields\" parameter)");
    }
    return asked;
  }

  ImageView view(boolean adminFields) {
    return new ImageView(
        context.config().mode(), ApiVersion.of(header("accept-version")) >= 2, adminFields);
  }

  /** Returns the channel of the request; empty for all of them, or on a server without. */
  Optional<String> channel() {
    return context.config().channels().flatMap(known -> known.of(query));
  }

  InputStream body() {
    return Content.Source.asInputStream(request);
  }

  /**
   * Reads the JSON document in the body.
   *
   * @throws ApiError when it is none, too long or absent
   */
  JsonNode document() throws IOException {
    byte[] bytes;
    try {
      bytes = body().readNBytes(LARGEST_DOCUMENT + 1);
    } catch (IOException broken) {
      throw new ClientGone(broken);
    }
    if (bytes.length > LARGEST_DOCUMENT) {
      throw new ApiError(413, "RequestEntityTooLarge", "the body is too large");
    }
    if (bytes.length == 0) {
      throw ApiError.validationFailed(
          "missing request body", List.of(ApiError.Problem.missing("body")));
    }
    try {
      return JsonText.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException broken) {
      throw new ApiError(400, "InvalidContent", "Invalid JSON: " + broken.getOriginalMessage());
    }
  }

  /** Reads the JSON object in the body. */
  ObjectNode object() throws IOException {
    if (document() instanceof ObjectNode object) {
      return object;
    }
    throw ApiError.validationFailed(
        "the request body is not an object",
        List.of(ApiError.Problem.invalid("body", "not an object")));
  }
}
