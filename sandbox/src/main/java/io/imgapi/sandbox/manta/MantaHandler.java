/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.auth.AuthFailure;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.Struck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes requests from Jetty: counts them, applies faults, routes, turns failures into answers. */
final class MantaHandler extends Handler.Abstract {

  private static final System.Logger LOG = System.getLogger(MantaHandler.class.getName());

  private final MantaContext context;
  private final Router router;

  MantaHandler(MantaContext context) {
    this.context = context;
    this.router = new Router(context);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    context.counters().request(request.getMethod());
    String path = request.getHttpURI().getPath();
    Struck struck = context.faults().strike(request.getMethod(), RequestPath.clean(path));
    Callback ending =
        struck.resets(Fault.Reset.Moment.AFTER_RESPONSE_BODY)
            ? new ResetAfterwards(request, callback)
            : callback;
    Exchange exchange = new Exchange(context, request, response, ending, struck);
    long delay = struck.delayMillis();
    if (delay > 0) {
      // Waiting holds no thread, so any number of delayed requests can be under way.
      request
          .getComponents()
          .getScheduler()
          .schedule(
              () -> request.getComponents().getExecutor().execute(() -> serve(exchange)),
              delay,
              TimeUnit.MILLISECONDS);
    } else {
      serve(exchange);
    }
    return true;
  }

  private void serve(Exchange exchange) {
    try {
      if (!isStoppedEarly(exchange)) {
        router.route(exchange);
      }
    } catch (MantaError error) {
      answer(exchange, error);
    } catch (AuthFailure failure) {
      answer(exchange, new MantaError(failure.status(), failure.code(), failure.getMessage()));
    } catch (ConnectionDropped dropped) {
      Connections.drop(exchange, dropped.reset());
    } catch (UncheckedIOException failure) {
      failed(exchange, failure.getCause());
    } catch (IOException | RuntimeException failure) {
      failed(exchange, failure);
    }
  }

  private boolean isStoppedEarly(Exchange exchange) {
    Struck struck = exchange.struck();
    if (struck.has(Fault.Hang.class)) {
      context.faults().onRelease(struck, () -> Connections.drop(exchange, false));
      return true;
    }
    if (struck.has(Fault.Refused.class)) {
      throw ConnectionDropped.byClose();
    }
    exchange.resetIf(Fault.Reset.Moment.BEFORE_REQUEST_BODY);
    if (struck.has(Fault.ProxyDown.class)) {
      RequestBody.settleBeforeError(exchange);
      exchange.put(HttpHeader.CONTENT_TYPE, "text/html");
      Answer.body(exchange, 503, Fault.ProxyDown.PAGE.getBytes(StandardCharsets.US_ASCII));
      return true;
    }
    if (struck.has(Fault.Throttled.class)) {
      throw new MantaError(503, "ThrottledError", "manta throttled this request");
    }
    Optional<Fault.Status> status = struck.first(Fault.Status.class);
    if (status.isPresent()) {
      throw new MantaError(
          status.get().status(),
          status.get().status() == 503 ? "ServiceUnavailable" : "InternalError",
          "an injected fault",
          status.get().retryAfter().isPresent()
              ? Map.of("Retry-After", Integer.toString(status.get().retryAfter().getAsInt()))
              : Map.of());
    }
    return false;
  }

  private static void failed(Exchange exchange, Throwable failure) {
    if (exchange.response().isCommitted()) {
      Connections.drop(exchange, false);
      return;
    }
    LOG.log(System.Logger.Level.ERROR, exchange.method() + " " + exchange.rawPath(), failure);
    answer(exchange, new MantaError(500, "InternalError", "an internal error occurred"));
  }

  private static void answer(Exchange exchange, MantaError error) {
    if (exchange.response().isCommitted()) {
      Connections.drop(exchange, false);
      return;
    }
    try {
      RequestBody.settleBeforeError(exchange);
      exchange.putAll(error.headers());
      exchange.response().getHeaders().remove("Transfer-Encoding");
      Answer.error(exchange, error.status(), error.code(), error.getMessage());
    } catch (ConnectionDropped dropped) {
      Connections.drop(exchange, dropped.reset());
    }
  }
}
