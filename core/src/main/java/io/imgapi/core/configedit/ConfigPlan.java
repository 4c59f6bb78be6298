/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a change would do.
 *
 * @param differences key by key; none: nothing is to be done
 * @param warnings what the service, or those who reach it, would regret
 */
public record ConfigPlan(Path file, List<Difference> differences, List<String> warnings) {

  /**
   * One key.
   *
   * @param before empty where it is not there yet
   * @param after empty where it goes
   */
  public record Difference(String key, Optional<JsonNode> before, Optional<JsonNode> after) {}

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return differences.isEmpty();
  }
}
