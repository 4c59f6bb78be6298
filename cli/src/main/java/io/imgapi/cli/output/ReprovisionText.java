/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.provision.CreatePlan;
import io.imgapi.core.provision.ReprovisionPlan;
import io.imgapi.core.provision.ReprovisionResult;
import java.util.UUID;
import java.util.function.Function;

/** What will be replaced, and what was. */
public final class ReprovisionText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINE = "%-12s %s%n";

  private ReprovisionText() {}

  /** The plan as labels and values. */
  public static String of(ReprovisionPlan plan) {
    StringBuilder text = new StringBuilder();
    line(text, "uuid:", plan.vm().toString());
    line(text, "alias:", plan.alias());
    line(text, "owner:", plan.owner().uuid() + " (" + plan.owner().login() + ")");
    line(text, "from image:", image(plan.from()));
    line(text, "to image:", image(plan.to()));
    plan.importFrom()
        .ifPresent(channel -> line(text, "", "will be imported from the channel " + channel));
    if (plan.sharesImage()) {
      line(text, "", "the owner will be put on its ACL");
    }
    if (!plan.needed()) {
      line(text, "to do:", "nothing, it runs that image (-I does it all the same)");
    }
    return text.toString();
  }

  private static String image(CreatePlan.Chosen image) {
    return image.uuid() + " (" + image.name() + "@" + image.detail() + ")";
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(LINE.formatted(label, Printable.inLine(value)));
  }

  /** The plan as a line of JSON. */
  public static String json(ReprovisionPlan plan) {
    ObjectNode json =
        document("plan", plan.vm().toString(), plan.alias())
            .put("from", plan.from().uuid().toString())
            .put("to", plan.to().uuid().toString())
            .put("acl", plan.sharesImage())
            .put("needed", plan.needed());
    plan.importFrom().ifPresent(channel -> json.put("import", channel));
    return json + "\n";
  }

  /**
   * What was done, and the way back.
   *
   * @param back what to type to go back to an image
   */
  public static String of(ReprovisionResult result, Function<UUID, String> back) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "done:",
        result.alias()
            + (result.former().isPresent()
                ? " answers on its new image"
                : " answers on that image"));
    line(text, "address:", "https://" + result.address());
    line(text, "image:", result.image().toString());
    result.former().ifPresent(former -> line(text, "way back:", back.apply(former)));
    if (result.attached()) {
      text.append("\nimgapi is hooked into the new root. Next, in the instance: imgapi status\n");
    } else if (result.former().isPresent()) {
      text.append("\nNext, in the instance: imgapi attach, then imgapi status\n");
    } else {
      text.append(
          "\nWhere its root was replaced just now, next in the instance: imgapi attach, then imgapi"
              + " status\n");
    }
    return text.toString();
  }

  /** What was done as a line of JSON. */
  public static String json(ReprovisionResult result) {
    ObjectNode json =
        document("result", result.vm().toString(), result.alias())
            .put("address", result.address())
            .put("image", result.image().toString())
            .put("attached", result.attached());
    result.former().ifPresent(former -> json.put("former", former.toString()));
    return json + "\n";
  }

  private static ObjectNode document(String type, String vm, String alias) {
    return JSON.createObjectNode()
        .put("schema", "imgapi/reprovision/1")
        .put("type", type)
        .put("uuid", vm)
        .put("alias", alias);
  }
}
