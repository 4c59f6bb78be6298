/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes requests from Jetty, and has them answered. */
final class ImgapiHandler extends Handler.Abstract {

  private final ImgapiContext context;
  private final Router router;

  ImgapiHandler(ImgapiContext context) {
    this.context = context;
    this.router = new Router(context);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(context, request, response, callback);
    try {
      ApiVersion.of(exchange.header("accept-version"));
      router.route(exchange);
    } catch (ApiError error) {
      answer(exchange, error);
    } catch (StorageFailure failure) {
      context.log().error(exchange.method() + " " + exchange.path(), failure);
      answer(exchange, failure.answer("storage backend error"));
    } catch (ClientGone gone) {
      context.log().warn(exchange.method() + " " + exchange.path() + ": " + gone.getMessage());
      exchange.drop(gone);
    } catch (IOException | RuntimeException failure) {
      context.log().error(exchange.method() + " " + exchange.path(), failure);
      answer(exchange, ApiError.internal("internal error"));
    }
    return true;
  }

  private static void answer(Exchange exchange, ApiError error) {
    if (exchange.response().isCommitted()) {
      exchange.drop(error);
    } else {
      Answer.error(exchange, error);
    }
  }
}
