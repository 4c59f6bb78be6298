/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.registration.RegisterPlan;
import io.imgapi.core.registration.RegisterResult;

/** A key that is put on an account. */
public final class RegistrationText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RegistrationText() {}

  /** What will be done. */
  public static String of(RegisterPlan plan) {
    return Printable.text(
        """
        instance:    %s (%s)
        manta:       %s
        account:     %s, through %s
        key:         %s
        called:      %s
        fingerprint: %s
        """
            .formatted(
                plan.uuid(),
                plan.alias(),
                plan.manta().settings(plan.md5()).shownUrl(),
                plan.manta().user(),
                plan.place(),
                plan.publicLine(),
                plan.name(),
                plan.md5()));
  }

  /** What was done. */
  public static String of(RegisterResult result) {
    return Printable.text(
        "done: the key %s on the account %s%s%n"
            .formatted(
                result.added() ? "was put" : "was already",
                result.plan().manta().user(),
                result.accepted()
                    ? ", and Manta accepts it"
                    : "; Manta was not asked and knows of it within minutes"));
  }

  /** What will be done, as a line of JSON. */
  public static String json(RegisterPlan plan) {
    return document("plan", plan) + "\n";
  }

  /** What was done, as a line of JSON. */
  public static String json(RegisterResult result) {
    return document("result", result.plan())
            .put("added", result.added())
            .put("accepted", result.accepted())
        + "\n";
  }

  private static ObjectNode document(String type, RegisterPlan plan) {
    return JSON.createObjectNode()
        .put("schema", "imgapi/register-key/1")
        .put("type", type)
        .put("uuid", plan.uuid())
        .put("alias", plan.alias())
        .put("account", plan.manta().user())
        .put("place", plan.place())
        .put("public_key", plan.publicLine())
        .put("name", plan.name())
        .put("fingerprint", plan.md5());
  }
}
