/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * The configuration as the service sees it: defaults, over them the keys of the file (each replaced
 * whole), and the computed values of the {@code manta} block.
 */
final class MergedConfig {
  private static final String DEFAULT_BASE_DIR = "imgapi";

  private final ObjectNode values;
  private final Set<String> fromFile;
  private final boolean baseDirDefaulted;

  private MergedConfig(ObjectNode values, Set<String> fromFile, boolean baseDirDefaulted) {
    this.values = values;
    this.fromFile = fromFile;
    this.baseDirDefaulted = baseDirDefaulted;
  }

  /**
   * Merges; what cannot be computed because a value is missing is left out for the rules to name.
   */
  static MergedConfig merge(ObjectNode defaults, ObjectNode file) {
    ObjectNode values = defaults.deepCopy();
    for (Map.Entry<String, JsonNode> entry : file.properties()) {
      values.set(entry.getKey(), entry.getValue().deepCopy());
    }
    boolean baseDirDefaulted = false;
    if (values.get("manta") instanceof ObjectNode manta) {
      if (!JsTruth.of(manta.get("baseDir"))) {
        manta.put("baseDir", DEFAULT_BASE_DIR);
        baseDirDefaulted = true;
      }
      manta.set("rootDir", rootDir(values, manta));
    }
    Set<String> fromFile = Set.copyOf(file.properties().stream().map(Map.Entry::getKey).toList());
    return new MergedConfig(values, fromFile, baseDirDefaulted);
  }

  /** A plain join without tidying: the service and the original tools use it as it comes. */
  private static JsonNode rootDir(ObjectNode values, ObjectNode manta) {
    String rootDir =
        "/" + manta.path("user").asText("") + "/stor/" + manta.path("baseDir").asText("");
    if (values.path("mode").asText("").equals("dc")) {
      rootDir += "/" + values.path("datacenterName").asText("");
    }
    return manta.textNode(rootDir);
  }

  /** The merged object. */
  ObjectNode values() {
    return values;
  }

  /** Where the value at a path comes from; the first element is the key at the top. */
  Origin originOf(String top, String below) {
    if (top.equals("manta") && below.equals("rootDir")) {
      return Origin.COMPUTED;
    }
    if (top.equals("manta") && below.equals("baseDir") && baseDirDefaulted) {
      return Origin.DEFAULT;
    }
    return fromFile.contains(top) ? Origin.FILE : Origin.DEFAULT;
  }
}
