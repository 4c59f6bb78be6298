/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A request that is answered with an error of the API (triton-apis.md 0). */
final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<Problem> problems;

  /** What is wrong with one field; the message is empty where the code says it all. */
  record Problem(String field, String code, String message) {

    static Problem invalid(String field, String message) {
      return new Problem(field, "Invalid", message);
    }

    static Problem missing(String field) {
      return new Problem(field, "MissingParameter", "");
    }
  }

  ApiError(int status, String code, String message) {
    this(status, code, message, List.of());
  }

  private ApiError(int status, String code, String message, List<Problem> problems) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.problems = problems;
  }

  static ApiError notFound(String message) {
    return new ApiError(404, "ResourceNotFound", message);
  }

  static ApiError unauthorized(String message) {
    return new ApiError(401, "UnauthorizedError", message);
  }

  static ApiError upload(String message) {
    return new ApiError(400, "Upload", message);
  }

  static ApiError internal(String message) {
    return new ApiError(500, "InternalError", message);
  }

  static ApiError invalidParameter(String message, String field) {
    return invalidParameter(message, List.of(Problem.invalid(field, "")));
  }

  static ApiError invalidParameter(String message, List<Problem> problems) {
    return new ApiError(422, "InvalidParameter", message, problems);
  }

  static ApiError validationFailed(String message, List<Problem> problems) {
    return new ApiError(422, "ValidationFailed", message, problems);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  ObjectNode body() {
    ObjectNode body = JsonText.object().put("code", code).put("message", getMessage());
    if (code.equals("InvalidParameter") || code.equals("ValidationFailed")) {
      ArrayNode errors = body.putArray("errors");
      for (Problem problem : problems) {
        ObjectNode entry = errors.addObject();
        entry.put("field", problem.field()).put("code", problem.code());
        if (!problem.message().isEmpty()) {
          entry.put("message", problem.message());
        }
      }
    }
    return body;
  }
}
