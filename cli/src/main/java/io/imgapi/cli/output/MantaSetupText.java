/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.mantasetup.AccountKey;
import io.imgapi.core.mantasetup.FieldChange;
import io.imgapi.core.mantasetup.MantaSetupPlan;
import io.imgapi.core.mantasetup.MantaSetupResult;

/** How a data centre's Manta will be configured, and how it was. */
public final class MantaSetupText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MantaSetupText() {}

  /** The plan: a difference, and what happens round it. */
  public static String of(MantaSetupPlan plan) {
    if (!plan.needed()) {
      return "to do: nothing, it is configured so already%n".formatted();
    }
    StringBuilder text = new StringBuilder();
    text.append("imgapi of %s in SAPI (%s):%n".formatted(plan.datacenter(), plan.service()));
    for (FieldChange change : plan.changes()) {
      change.before().ifPresent(value -> text.append("- " + change.name() + ": " + value + "\n"));
      change.after().ifPresent(value -> text.append("+ " + change.name() + ": " + value + "\n"));
    }
    if (plan.changes().isEmpty()) {
      text.append("  nothing has to be changed there\n");
    }
    plan.toAdd()
        .ifPresent(
            key ->
                text.append(
                    "before:  the key %s is put on the account %s as '%s'%n"
                        .formatted(key.md5(), plan.account(), key.name())));
    for (AccountKey key : plan.leaving()) {
      text.append(
          "after:   the key %s leaves it, '%s', when no zone uses it%n"
              .formatted(key.md5(), key.name()));
    }
    if (!plan.changes().isEmpty()) {
      text.append(
          plan.zones().isEmpty()
              ? "zones:   none runs\n"
              : "zones:   %s restart their service within three minutes%n"
                  .formatted(String.join(", ", plan.zones())));
    }
    return Printable.text(text.toString());
  }

  /**
   * What was done, and the way back.
   *
   * @param typed options that say how the data centre is reached; empty or beginning with a space
   */
  public static String of(MantaSetupResult result, String typed) {
    StringBuilder text = new StringBuilder("done: the image service is configured so\n");
    if (!result.storing().isEmpty()) {
      text.append(
          "keeping image files in Manta: %s%n".formatted(String.join(", ", result.storing())));
    }
    if (!result.unseen().isEmpty()) {
      text.append(
          "not seen to do so: %s; look in the zone: svcs -x imgapi; /var/svc/log%n"
              .formatted(String.join(", ", result.unseen())));
    }
    for (AccountKey key : result.removed()) {
      text.append("taken off the account: %s, '%s'%n".formatted(key.md5(), key.name()));
    }
    result
        .kept()
        .ifPresent(
            file ->
                text.append(
                    "the way back: imgapi manta-setup --back %s%s%n".formatted(file, typed)));
    return Printable.text(text.toString());
  }

  /** The plan as a line of JSON. */
  public static String json(MantaSetupPlan plan) {
    ObjectNode json =
        document("plan")
            .put("datacenter", plan.datacenter())
            .put("service", plan.service().toString())
            .put("needed", plan.needed())
            .put("account", plan.account());
    plan.keyId().ifPresent(id -> json.put("keyId", id));
    ArrayNode changes = json.putArray("changes");
    for (FieldChange change : plan.changes()) {
      ObjectNode one = changes.addObject().put("name", change.name());
      change.before().ifPresent(value -> one.put("before", value));
      change.after().ifPresent(value -> one.put("after", value));
    }
    plan.toAdd().ifPresent(key -> put(json.putObject("add"), key));
    plan.leaving().forEach(key -> put(json.withArray("remove").addObject(), key));
    plan.zones().forEach(json.putArray("zones")::add);
    return json + "\n";
  }

  /** What was done, as a line of JSON. */
  public static String json(MantaSetupResult result) {
    ObjectNode json = document("result");
    result.kept().ifPresent(file -> json.put("kept", file.toString()));
    result.removed().forEach(key -> put(json.withArray("removed").addObject(), key));
    result.storing().forEach(json.putArray("storing")::add);
    result.unseen().forEach(json.putArray("unseen")::add);
    return json + "\n";
  }

  private static ObjectNode document(String type) {
    return JSON.createObjectNode().put("schema", "imgapi/manta-setup/1").put("type", type);
  }

  private static void put(ObjectNode json, AccountKey key) {
    json.put("name", key.name()).put("fingerprint", key.md5());
  }
}
