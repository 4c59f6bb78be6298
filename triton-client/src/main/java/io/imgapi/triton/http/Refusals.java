/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.triton.FieldError;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads what a service says when it does not do what was asked (triton-apis.md 0). */
final class Refusals {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TEXT = 1000;

  private Refusals() {}

  static TritonException of(
      String name,
      String requestId,
      Call call,
      int status,
      UnaryOperator<String> headers,
      byte[] body) {
    JsonNode json = json(body);
    String code = call.cleaned(json.path("code").asText());
    String message = call.cleaned(json.path("message").asText());
    String id = headers.apply("x-request-id");
    String other = id == null ? headers.apply("request-id") : id;
    TritonException.Builder failure =
        TritonException.of(kind(status, code, message), name, text(status, message))
            .status(status)
            .code(code)
            .errors(errors(json.path("errors"), call))
            .requestId(other == null ? requestId : other);
    // A proxy that gave up waiting does not know what became of the request.
    return !call.safe() && (status == 502 || status == 504)
        ? failure.mayHaveHappened().build()
        : failure.build();
  }

  private static Kind kind(int status, String code, String message) {
    // SAPI's answer to a PUT of what is not there (triton-apis.md 2.3).
    if (status == 500 && message.contains("no record")) {
      return Kind.ABSENT;
    }
    return switch (status) {
      case 401, 403 -> Kind.REFUSED;
      case 404, 410 -> Kind.ABSENT;
      case 409 -> isConflict(code) ? Kind.CONFLICT : Kind.REJECTED;
      case 420, 429 -> Kind.UNAVAILABLE;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REJECTED;
    };
  }

  /** 409 is said of requests that are wrong, too. */
  private static boolean isConflict(String code) {
    return !code.startsWith("ValidationFailed")
        && !code.startsWith("InvalidArgument")
        && !code.startsWith("MissingParameter")
        && !code.startsWith("SchemaValidation")
        && !code.startsWith("BrandNotSupported")
        && !code.startsWith("UnallocatedVM");
  }

  private static String text(int status, String message) {
    if (message.isBlank()) {
      return "status " + status + ", and no word why";
    }
    return message.length() > LONGEST_TEXT ? message.substring(0, LONGEST_TEXT) : message;
  }

  private static List<FieldError> errors(JsonNode errors, Call call) {
    List<FieldError> read = new ArrayList<>();
    for (JsonNode error : errors) {
      read.add(
          new FieldError(
              call.cleaned(error.path("field").asText()),
              call.cleaned(error.path("code").asText()),
              call.cleaned(error.path("message").asText())));
    }
    return read;
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? JSON.missingNode() : json;
    } catch (JsonProcessingException e) {
      // A page of a proxy: the status alone must do.
      return JSON.missingNode();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }
}
