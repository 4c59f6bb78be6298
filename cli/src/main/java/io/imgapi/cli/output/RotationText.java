/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.keys.KeyOnAccount;
import io.imgapi.core.keys.RotationPlan;
import io.imgapi.core.keys.RotationResult;
import io.imgapi.core.run.RotationJournal;

/** A key rotation: its plan, what the operator has to do, and how it ended. */
public final class RotationText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RotationText() {}

  /** The plan. */
  public static String of(RotationPlan plan) {
    StringBuilder text = new StringBuilder();
    plan.underWay().ifPresent(journal -> text.append(of(journal)));
    text.append(account(plan.old()));
    text.append("old key:           %s%n".formatted(plan.oldKey()));
    text.append(ids("old key id:        ", plan.old()));
    text.append(
        plan.retired()
            ? "at the end:        the old pair goes to oldinstkeys\n"
            : "at the end:        the old key stays where it is: it is no key of the instance's own\n");
    return text.toString();
  }

  /** A rotation that was begun and not finished. */
  public static String of(RotationJournal journal) {
    return "under way:         a rotation of %s, %s since %s%nnew key id:        %s%n"
        .formatted(journal.started(), journal.state().word(), journal.since(), journal.newKeyId());
  }

  private static String account(KeyOnAccount key) {
    return "Manta URL:         %s%nManta user:        %s%n"
        .formatted(key.mantaUrl(), key.mantaUser());
  }

  private static String ids(String label, KeyOnAccount key) {
    String more = " ".repeat(label.length());
    return label
        + key.keyId()
        + "\n"
        + (key.md5().isEmpty() ? "" : more + "MD5:" + key.md5() + "\n");
  }

  /** What the operator has to do. */
  public static String toAdd(KeyOnAccount key) {
    return """

        The new key has to be put on the account now. The service goes on with the old one.

        %sPublic key:        %s
        %s
        With the account's own key, for example:

          echo '%s' | triton -a %s key add -n %s -

        """
        .formatted(
            account(key),
            key.publicLine(),
            ids("Key id:            ", key),
            key.publicLine(),
            key.mantaUser(),
            key.name());
  }

  /** How it ended. */
  public static String of(RotationResult result, String command) {
    if (result.aborted()) {
      return aborted(result);
    }
    StringBuilder text = new StringBuilder();
    if (result.leaving().isEmpty()) {
      text.append(
          "the rotation rests: %s; the service uses its old key%n"
              .formatted(result.state().word()));
      text.append("go on when the new key is on the account: %s --resume%n".formatted(command));
      return text.toString();
    }
    result
        .current()
        .ifPresent(
            key -> text.append("done: the service uses the new key\n" + ids("key id: ", key)));
    text.append(
        result.kept().isEmpty()
            ? "the old key stays where it is\n"
            : "the old key was moved to %s%n".formatted(result.kept()));
    result
        .leaving()
        .ifPresent(
            key ->
                text.append("\nThe old key may be taken off the account, for example:\n\n")
                    .append(removal(key)));
    return text.toString();
  }

  private static String aborted(RotationResult result) {
    StringBuilder text = new StringBuilder("given up: the service uses its old key\n");
    result.current().ifPresent(key -> text.append(ids("key id: ", key)));
    if (!result.kept().isEmpty()) {
      text.append("the new pair was kept: %s%n".formatted(result.kept()));
    }
    result
        .leaving()
        .ifPresent(
            key ->
                text.append("\nIf the new key is on the account, take it off, for example:\n\n")
                    .append(removal(key)));
    return text.toString();
  }

  private static String removal(KeyOnAccount key) {
    return "  triton -a %s key rm -y %s%n"
        .formatted(key.mantaUser(), key.md5().isEmpty() ? key.name() : key.md5());
  }

  /** The plan as JSON. */
  public static String json(RotationPlan plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/rotation-plan/1").put("type", "plan");
    plan.underWay()
        .ifPresent(
            journal ->
                json.putObject("underWay")
                    .put("state", journal.state().word())
                    .put("started", journal.started().toString())
                    .put("since", journal.since().toString())
                    .put("newKeyId", journal.newKeyId()));
    put(json.putObject("old"), plan.old());
    json.put("oldKey", plan.oldKey()).put("oldKeyMoves", plan.retired());
    return json + "\n";
  }

  /** The result as JSON. */
  public static String json(RotationResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/rotation-result/1")
        .put("type", "result")
        .put("code", "OK")
        .put("status", 0)
        .put("state", result.aborted() ? "aborted" : result.state().word());
    result.current().ifPresent(key -> put(json.putObject("current"), key));
    result.leaving().ifPresent(key -> put(json.putObject("leaving"), key));
    json.put("kept", result.kept());
    return json + "\n";
  }

  private static void put(ObjectNode json, KeyOnAccount key) {
    json.put("mantaUrl", key.mantaUrl())
        .put("mantaUser", key.mantaUser())
        .put("keyId", key.keyId())
        .put("md5", key.md5())
        .put("name", key.name())
        .put("publicKey", key.publicLine());
  }
}
