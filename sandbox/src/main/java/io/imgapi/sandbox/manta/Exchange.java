/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.auth.RequestHead;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.Struck;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.ObjectEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request and its answer, as the operations see them. Used by one thread at a time. */
final class Exchange implements RequestHead {

  private final MantaContext context;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Struck struck;
  private final String rawPath;
  private final String cleanPath;
  private QueryParameters query;

  Exchange(
      MantaContext context, Request request, Response response, Callback callback, Struck struck) {
    this.context = context;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.struck = struck;
    this.rawPath = Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
    this.cleanPath = RequestPath.clean(rawPath);
  }

  MantaContext context() {
    return context;
  }

  Struck struck() {
    return struck;
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

  HttpFields requestHeaders() {
    return request.getHeaders();
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String rawPath() {
    return rawPath;
  }

  /** Returns the path without repeated and trailing slashes, still percent-encoded. */
  String cleanPath() {
    return cleanPath;
  }

  @Override
  public Optional<String> rawQuery() {
    return Optional.ofNullable(request.getHttpURI().getQuery()).filter(text -> !text.isEmpty());
  }

  QueryParameters query() {
    if (query == null) {
      query = QueryParameters.parse(request.getHttpURI().getQuery());
    }
    return query;
  }

  @Override
  public Optional<String> header(String name) {
    HttpField field = request.getHeaders().getField(name);
    if (field == null) {
      return Optional.empty();
    }
    return Optional.of(field.getValue() == null ? "" : field.getValue());
  }

  /** Returns the announced length of the body in bytes, or -1 when none was announced. */
  long contentLength() {
    return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
  }

  /** Returns the server's time for this request. */
  Instant now() {
    return context.clock().instant().plusSeconds(struck.clockSkewSeconds());
  }

  void put(String name, String value) {
    response.getHeaders().put(name, value);
  }

  void put(HttpHeader name, String value) {
    response.getHeaders().put(name, value);
  }

  /** Puts what every answer about an existing entry carries (manta-protocol.md 3). */
  void putEntry(Entry entry) {
    if (entry instanceof ObjectEntry object) {
      put(HttpHeader.ETAG, object.etag());
    }
    put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(entry.mtime()));
  }

  void putAll(Map<String, String> headers) {
    headers.forEach(this::put);
  }

  /** Ends the request with a reset when a fault asks for it at this moment. */
  void resetIf(Fault.Reset.Moment moment) {
    if (struck.resets(moment)) {
      throw ConnectionDropped.byReset();
    }
  }
}
