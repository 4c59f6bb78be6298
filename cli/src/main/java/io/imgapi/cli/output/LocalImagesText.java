/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.mantasetup.AllowLocalImages;
import io.imgapi.core.mantasetup.LocalImagesPlan;

/** One value that is changed in SAPI. */
public final class LocalImagesText {
  /** That it was changed. */
  public static final String DONE =
      "done: the image service restarts with it within three minutes%n".formatted();

  private static final ObjectMapper JSON = new ObjectMapper();

  private LocalImagesText() {}

  /** The change as a difference. */
  public static String of(LocalImagesPlan plan) {
    if (!plan.needed()) {
      return "to do: nothing, it is so already%n".formatted();
    }
    String key = AllowLocalImages.KEY;
    String before = plan.before().map(value -> "- %s: %s%n".formatted(key, value)).orElse("");
    return Printable.text(before + "+ %s: %s%n".formatted(key, plan.after()));
  }

  /** The change as JSON. */
  public static String json(LocalImagesPlan plan, boolean done) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("schema", "imgapi/allow-local-images/1")
            .put("service", plan.service().toString())
            .put("key", AllowLocalImages.KEY)
            .put("after", plan.after())
            .put("needed", plan.needed())
            .put("done", done);
    plan.before().ifPresent(before -> json.put("before", before));
    return json + "\n";
  }
}
