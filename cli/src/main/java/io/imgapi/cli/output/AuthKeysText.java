/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.authkeys.AuthKey;
import io.imgapi.core.authkeys.AuthKey.PublicKey;
import io.imgapi.core.authkeys.ChangeAuthKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keys of users. */
public final class AuthKeysText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-16s  %-6s  %-8s  %-50s  %s%n";

  private AuthKeysText() {}

  /** A line each; what the service cannot use says why on the next one. */
  public static String of(List<AuthKey> keys) {
    if (keys.isEmpty()) {
      return "no keys\n";
    }
    StringBuilder text =
        new StringBuilder(ROW.formatted("USER", "FROM", "TYPE", "FINGERPRINT", "COMMENT"));
    for (AuthKey key : keys) {
      text.append(
          ROW.formatted(
              Printable.inLine(key.user()),
              source(key),
              key.key().map(known -> known.type().replaceFirst("^ssh-", "")).orElse("?"),
              key.key().map(PublicKey::sha256).orElse("line " + key.line()),
              Printable.inLine(key.key().map(PublicKey::comment).orElse(""))));
      key.problem().ifPresent(why -> text.append("    cannot be used: " + why + "\n"));
    }
    return text.toString();
  }

  private static String source(AuthKey key) {
    return key.source().name().toLowerCase(Locale.ROOT);
  }

  /** The same as JSON. */
  public static String json(List<AuthKey> keys) {
    ObjectNode json = JSON.createObjectNode().put("schema", "imgapi/authkeys/1");
    ArrayNode lines = json.putArray("keys");
    for (AuthKey key : keys) {
      ObjectNode one =
          lines
              .addObject()
              .put("user", key.user())
              .put("source", source(key))
              .put("line", key.line())
              .put("verifiable", key.isVerifiable());
      key.key().ifPresent(known -> put(one, known));
      key.problem().ifPresent(why -> one.put("problem", why));
    }
    return json + "\n";
  }

  private static void put(ObjectNode json, PublicKey key) {
    json.put("type", key.type())
        .put("sha256", key.sha256())
        .put("md5", key.md5())
        .put("comment", key.comment());
  }

  /**
   * What changes, a line each.
   *
   * @param done whether it has been done
   */
  public static String of(ChangeAuthKeys.Plan plan, boolean done) {
    StringBuilder text = new StringBuilder();
    plan.added().forEach(key -> line(text, done ? "added" : "to add", plan, key));
    plan.removed().forEach(key -> line(text, done ? "removed" : "to remove", plan, key));
    plan.already().forEach(key -> line(text, "already there", plan, key));
    if (done && !plan.isEmpty()) {
      text.append("The service knows of it after: imgapi authkeys reload\n");
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text, String what, ChangeAuthKeys.Plan plan, PublicKey key) {
    text.append(
        "%s: %s, %s %s%n"
            .formatted(what, plan.user(), key.sha256(), Printable.inLine(key.comment())));
  }

  /**
   * The same as JSON.
   *
   * @param done whether it has been done
   */
  public static String json(ChangeAuthKeys.Plan plan, boolean done) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/authkeys-change/1")
        .put("type", done ? "result" : "plan")
        .put("user", plan.user())
        .put("file", plan.file().toString());
    plan.added().forEach(each(json.putArray("added")));
    plan.removed().forEach(each(json.putArray("removed")));
    plan.already().forEach(each(json.putArray("already")));
    return json + "\n";
  }

  private static java.util.function.Consumer<PublicKey> each(ArrayNode array) {
    return key -> put(array.addObject(), key);
  }

  /**
   * How the service came to read its files again.
   *
   * @param user who signed; empty where it was restarted
   */
  public static String reloaded(Optional<String> user, boolean asJson) {
    if (asJson) {
      ObjectNode json = JSON.createObjectNode().put("schema", "imgapi/authkeys-reload/1");
      json.put("how", user.isPresent() ? "reload" : "restart");
      user.ifPresent(name -> json.put("user", name));
      return json + "\n";
    }
    return user.map(
                name ->
                    "the service was asked by "
                        + name
                        + " to read its keys again; it reports no errors of its reading")
            .orElse("the service was restarted, answers, and has read its keys")
        + "\n";
  }
}
