/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.provision.CreatePlan;
import io.imgapi.core.provision.CreateResult;
import io.imgapi.core.provision.Settings;
import java.util.Map;
import java.util.TreeMap;

/** What will be made, and what was made. */
public final class CreateText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINE = "%-12s %s%n";

  private CreateText() {}

  /** The plan as labels and values. */
  public static String of(CreatePlan plan) {
    StringBuilder text = new StringBuilder();
    line(text, "uuid", plan.vm().toString());
    line(text, "alias", plan.alias());
    line(text, "owner", plan.owner().uuid() + " (" + plan.owner().login() + ")");
    line(
        text,
        "image",
        plan.image().uuid() + " (" + plan.image().name() + "@" + plan.image().detail() + ")");
    plan.importFrom()
        .ifPresent(channel -> line(text, "", "will be imported from the channel " + channel));
    if (plan.sharesImage()) {
      line(text, "", "the owner will be put on its ACL");
    }
    line(
        text,
        "package",
        "%s (%s %s, %d MiB)"
            .formatted(
                plan.billing().uuid(),
                plan.billing().name(),
                plan.billing().version(),
                plan.billing().ram()));
    line(
        text,
        "network",
        plan.network().uuid()
            + " ("
            + plan.network().name()
            + ", "
            + plan.network().detail()
            + ")");
    values(text, "tags", plan.tags());
    Map<String, String> metadata = new TreeMap<>(plan.metadata());
    metadata.replaceAll((name, value) -> Settings.isShown(name) ? value : "(not shown)");
    values(text, "metadata", metadata);
    plan.keyPlace()
        .ifPresent(place -> line(text, "key", "will be put on its Manta account through " + place));
    return text.toString();
  }

  private static void values(StringBuilder text, String label, Map<String, String> values) {
    String name = label;
    for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
      line(text, name, entry.getKey() + "=" + entry.getValue().strip());
      name = "";
    }
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(LINE.formatted(label.isEmpty() ? "" : label + ":", Printable.inLine(value)));
  }

  /** The plan as a line of JSON. */
  public static String json(CreatePlan plan) {
    ObjectNode json = document("plan", plan.vm().toString(), plan.alias());
    json.putObject("owner")
        .put("uuid", plan.owner().uuid().toString())
        .put("login", plan.owner().login());
    ObjectNode image =
        json.putObject("image")
            .put("uuid", plan.image().uuid().toString())
            .put("version", plan.image().detail())
            .put("acl", plan.sharesImage());
    plan.importFrom().ifPresent(channel -> image.put("import", channel));
    json.putObject("package")
        .put("uuid", plan.billing().uuid().toString())
        .put("name", plan.billing().name())
        .put("version", plan.billing().version());
    json.putObject("network")
        .put("uuid", plan.network().uuid().toString())
        .put("name", plan.network().name());
    plan.keyPlace().ifPresent(place -> json.put("register_key", place));
    plan.tags().forEach(json.putObject("tags")::put);
    ObjectNode metadata = json.putObject("metadata");
    plan.metadata()
        .forEach((name, value) -> metadata.put(name, Settings.isShown(name) ? value : null));
    return json + "\n";
  }

  /**
   * What was made, and what to do next.
   *
   * @param register what puts its key on the account
   */
  public static String of(CreateResult result, String register) {
    StringBuilder text = new StringBuilder();
    line(text, "done", result.alias() + " runs and answers");
    line(text, "uuid", result.vm().toString());
    line(text, "address", "https://" + result.address());
    line(
        text,
        "certificate",
        result.fingerprint().map(print -> "SHA-256 " + print).orElse("could not be seen"));
    result
        .publicKey()
        .ifPresent(
            key -> {
              line(text, "key", key);
              line(text, "", account(result, register));
            });
    text.append("\nNext, in the instance: imgapi restore, which a new one needs as well\n");
    return text.toString();
  }

  private static String account(CreateResult result, String register) {
    if (!result.registered()) {
      return "has to be put on its Manta account now: " + register;
    }
    return result.accepted()
        ? "is on its Manta account, and Manta accepts it"
        : "is on its Manta account; Manta knows of it within minutes";
  }

  /** What was made as a line of JSON. */
  public static String json(CreateResult result) {
    ObjectNode json =
        document("result", result.vm().toString(), result.alias())
            .put("address", result.address())
            .put("registered", result.registered())
            .put("accepted", result.accepted());
    result.fingerprint().ifPresent(print -> json.put("certificate", print));
    result.publicKey().ifPresent(key -> json.put("public_key", key));
    return json + "\n";
  }

  private static ObjectNode document(String type, String vm, String alias) {
    return JSON.createObjectNode()
        .put("schema", "imgapi/create/1")
        .put("type", type)
        .put("uuid", vm)
        .put("alias", alias);
  }
}
