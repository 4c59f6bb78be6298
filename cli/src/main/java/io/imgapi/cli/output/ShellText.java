/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Variables for a shell. */
public final class ShellText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShellText() {}

  /** An export line each; whatever a value holds, the shell takes it for text. */
  public static String exports(Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append("export %s='%s'%n".formatted(name, value.replace("'", "'\\''"))));
    return text.toString();
  }

  /** The same as JSON. */
  public static String json(Map<String, String> variables) {
    ObjectNode json = JSON.createObjectNode().put("schema", "imgapi/manta-env/1");
    variables.forEach(json.putObject("variables")::put);
    return json + "\n";
  }
}
