/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.sandbox.fault.Fault;
import java.util.Map;

/** Reads a fault from the words of a command line: its JSON form with the punctuation left out. */
final class FaultWords {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private FaultWords() {}

  static Fault parse(String type, Map<String, String> settings) {
    ObjectNode json = JSON.createObjectNode().put("type", type);
    settings.forEach(json::put);
    try {
      return JSON.treeToValue(json, Fault.class);
    } catch (JsonProcessingException e) {
      throw ImgapiException.of(
              ExitCode.USAGE, "there is no fault \"" + type + "\" with these settings: " + settings)
          .remedy("see: imgapi sandbox fault --help");
    }
  }
}
