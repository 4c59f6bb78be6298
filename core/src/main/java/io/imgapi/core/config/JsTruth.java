/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;

/** What JavaScript takes for true: everything but nothing, false, zero and the empty text. */
final class JsTruth {
  private JsTruth() {}

  static boolean of(JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return false;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.doubleValue() != 0;
    }
    return !value.isTextual() || !value.textValue().isEmpty();
  }
}
