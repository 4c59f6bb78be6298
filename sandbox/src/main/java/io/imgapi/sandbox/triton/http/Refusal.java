/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a service does not do, in the form of restify's errors: triton-apis.md 0. */
public final class Refusal extends RuntimeException {
  private final int status;
  private final String code;
  private final transient ArrayNode errors;

  private Refusal(int status, String code, String message, ArrayNode errors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** With a code and a message. */
  public static Refusal of(int status, String code, String message) {
    return new Refusal(status, code, message, null);
  }

  /** There is no such thing. */
  public static Refusal absent(String message) {
    return of(404, "ResourceNotFound", message);
  }

  /** A parameter is wrong, as NAPI and IMGAPI say it. */
  public static Refusal parameter(String field, String message) {
    return of(422, "InvalidParameters", "Invalid parameters")
        .field(field, "InvalidParameter", message);
  }

  /** The same with what is wrong with a field. */
  public Refusal field(String field, String fieldCode, String text) {
    ArrayNode more = errors == null ? JsonNodeFactory.instance.arrayNode() : errors.deepCopy();
    more.addObject().put("field", field).put("code", fieldCode).put("message", text);
    return new Refusal(status, code, getMessage(), more);
  }

  Answer answer() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!code.isEmpty()) {
      body.put("code", code);
    }
    body.put("message", getMessage());
    if (errors != null) {
      body.set("errors", errors);
    }
    return Answer.of(status, body);
  }
}
