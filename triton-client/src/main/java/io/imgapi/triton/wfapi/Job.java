/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it was when asked (triton-apis.md 9).
 *
 * @param name for example {@code reprovision-7.0.4}
 * @param params those that are text, for example {@code image_uuid}
 * @param done the steps that ended, in order
 */
public record Job(
    UUID uuid, String name, Execution execution, Map<String, String> params, List<Task> done) {

  /**
   * A step that ended.
   *
   * @param result in the service's words; empty where it failed
   * @param error what went wrong; empty where nothing did
   */
  public record Task(String name, String result, Optional<String> error) {}

  /** The last error of its steps: why it failed. */
  public Optional<String> failure() {
    Optional<String> last = Optional.empty();
    for (Task task : done) {
      last = task.error().isPresent() ? task.error().map(e -> task.name() + ": " + e) : last;
    }
    return last;
  }
}
