/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param path decoded
 * @param target path and query as they were sent
 * @param query decoded
 * @param headers by lower-case name
 * @param body JSON; a missing node where there was none
 */
public record Asked(
    String method,
    String path,
    String target,
    Map<String, List<String>> query,
    Map<String, String> headers,
    JsonNode body) {

  /** A parameter's first value. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
  }

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A whole number among the parameters. */
  public int number(String name, int otherwise, int least, int most) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException bad) {
      throw Refusal.parameter(name, "is not a number");
    }
    throw Refusal.parameter(name, "must be " + least + " to " + most);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
