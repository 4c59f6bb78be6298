/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A good answer.
 *
 * @param status of HTTP, 200 to 299
 * @param body JSON; a missing node where the answer had none
 * @param headers the value of a header by its name, or null
 */
public record Reply(int status, JsonNode body, UnaryOperator<String> headers) {

  /** The value of a header; empty where it was not sent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }

  @Override
  public String toString() {
    return "answer " + status;
  }
}
