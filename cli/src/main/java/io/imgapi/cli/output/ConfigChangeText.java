/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.JsonText;
import io.imgapi.core.configedit.ConfigPlan;
import io.imgapi.core.configedit.ConfigResult;

/** A change of the configuration; secrets come masked. */
public final class ConfigChangeText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigChangeText() {}

  /** What would change, key by key. */
  public static String of(ConfigPlan plan) {
    if (plan.isEmpty()) {
      return plan.file() + ": nothing to change\n";
    }
    StringBuilder text = new StringBuilder(plan.file() + ":\n");
    for (ConfigPlan.Difference difference : plan.differences()) {
      difference.before().ifPresent(value -> text.append(line('-', difference.key(), value)));
      difference.after().ifPresent(value -> text.append(line('+', difference.key(), value)));
    }
    plan.warnings().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString();
  }

  private static String line(char sign, String key, JsonNode value) {
    String shown = JsonText.plain(value).replaceAll("\\s*\\n\\s*", " ");
    return "  %c %s: %s%n".formatted(sign, key, shown);
  }

  /** What was done. */
  public static String of(ConfigResult result) {
    String service =
        switch (result.service()) {
          case RESTARTED -> "the service was restarted with it and answers";
          case DISABLED -> "the service is disabled and was left so: svcadm enable imgapi";
          case NOT_MANAGED -> "no imgapi service is managed on this machine; nothing was restarted";
          case OTHER_FILE -> "it is not the file that the service reads; nothing was restarted";
        };
    return "done: %s is in place; %s%nprevious: %s%n"
        .formatted(result.file(), service, result.previous());
  }

  /** What would change, as JSON. */
  public static String json(ConfigPlan plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/config-plan/1").put("type", "plan");
    json.put("file", plan.file().toString());
    ArrayNode changes = json.putArray("changes");
    for (ConfigPlan.Difference difference : plan.differences()) {
      ObjectNode one = changes.addObject().put("key", difference.key());
      difference.before().ifPresent(value -> one.set("before", value));
      difference.after().ifPresent(value -> one.set("after", value));
    }
    plan.warnings().forEach(json.putArray("warnings")::add);
    return json + "\n";
  }

  /** What was done, as JSON. */
  public static String json(ConfigResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/config-change/1")
        .put("type", "result")
        .put("file", result.file().toString())
        .put("previous", result.previous().toString())
        .put("service", result.service().name());
    return json + "\n";
  }
}
