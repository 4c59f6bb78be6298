/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Variables for a shell. */
public final class ShellText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  private ShellText() {}

  /** An export line each; whatever a value holds, the shell takes it for text. */
  public static String exports(Map<String, String> variables) {
    StringBuilder text = new StringBuilder();
    variables.forEach(
        (name, value) -> text.append("export %s=%s%n".formatted(name, quoted(value))));
    return text.toString();
  }

  /** A text as one word of a command line, in quotes only where the shell would not take it so. */
  public static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The same as JSON. */
  public static String json(Map<String, String> variables) {
    ObjectNode json = JSON.createObjectNode().put("schema", "imgapi/manta-env/1");
    variables.forEach(json.putObject("variables")::put);
    return json + "\n";
  }
}
