/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.event.Events;
import io.imgapi.triton.wfapi.Job;
import java.util.function.Consumer;

/** Tells of the steps of a job as they end. */
final class JobNews {
  private JobNews() {}

  static Consumer<Job.Task> to(Events events) {
    return task ->
        events.notice(
            Events.Level.INFO,
            task.name()
                + ": "
                + task.error().orElse(task.result().isEmpty() ? "done" : task.result()));
  }
}
