/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Tells that the server is up (triton-apis.md 10); {@code error} simulates one. */
final class PingRoute implements Route {

  private static final Map<String, Integer> SAMPLES =
      Map.ofEntries(
          Map.entry("ValidationFailed", 422),
          Map.entry("InvalidParameter", 422),
          Map.entry("ImageFilesImmutable", 422),
          Map.entry("ImageAlreadyActivated", 422),
          Map.entry("NoActivationNoFile", 422),
          Map.entry("OperatorOnly", 403),
          Map.entry("ImageUuidAlreadyExists", 409),
          Map.entry("Upload", 400),
          Map.entry("StorageIsDown", 503),
          Map.entry("StorageUnsupported", 503),
          Map.entry("RemoteSourceError", 503),
          Map.entry("OriginDoesNotExist", 422),
          Map.entry("ImageHasDependentImages", 422),
          Map.entry("NotAvailable", 501),
          Map.entry("InternalError", 500),
          Map.entry("ResourceNotFound", 404),
          Map.entry("InvalidHeader", 400),
          Map.entry("ServiceUnavailableError", 503),
          Map.entry("UnauthorizedError", 401),
          Map.entry("BadRequestError", 400));

  private final ImgapiContext context;

  PingRoute(ImgapiContext context) {
    this.context = context;
  }

  @Override
  public void serve(Exchange exchange) {
    context.gate().passive(exchange);
    exchange.query().get("error").ifPresent(PingRoute::simulate);
    ObjectNode pong = JsonText.object();
    pong.put("ping", "pong").put("version", ImgapiConfig.VERSION).put("imgapi", true);
    exchange
        .user()
        .ifPresent(user -> pong.put("pid", ProcessHandle.current().pid()).put("user", user));
    Answer.json(exchange, 200, pong);
  }

  private static void simulate(String asked) {
    String name = asked.isEmpty() ? "InternalError" : asked;
    for (String code : List.of(name, name + "Error", name.replaceFirst("Error$", ""))) {
      if (SAMPLES.containsKey(code)) {
        throw new ApiError(SAMPLES.get(code), code, "boom");
      }
    }
    throw ApiError.invalidParameter(
        "unknown error: " + name, List.of(new ApiError.Problem("error", "Missing", "")));
  }
}
