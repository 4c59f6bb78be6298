/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.event.Events;
import io.imgapi.triton.wfapi.Job;
import io.imgapi.triton.wfapi.JobEnd;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells of jobs in words. What a job says may repeat what it was given; secrets are taken out. */
final class JobWords {
  private static final int SHORTEST_HIDDEN = 6;
  private final List<String> hidden;

  private JobWords(List<String> hidden) {
    this.hidden = hidden;
  }

  /** Of a job that was given no secret. */
  static JobWords plain() {
    return new JobWords(List.of());
  }

  /** Of a job that was given an instance's metadata. */
  static JobWords without(Map<String, String> metadata) {
    return new JobWords(
        metadata.entrySet().stream()
            .filter(entry -> !Settings.isShown(entry.getKey()))
            .flatMap(entry -> entry.getValue().lines())
            .map(String::strip)
            .filter(line -> line.length() >= SHORTEST_HIDDEN)
            .toList());
  }

  private String clean(String words) {
    String clean = words;
    for (String one : hidden) {
      clean = clean.replace(one, "(hidden)");
    }
    return clean;
  }

  /** Tells of steps as they end. */
  Consumer<Job.Task> news(Events events) {
    return task ->
        events.notice(
            Events.Level.INFO,
            task.name()
                + ": "
                + clean(task.error().orElse(task.result().isEmpty() ? "done" : task.result())));
  }

  /** Why a job did not do what it was to do, as far as is known. */
  String reason(JobEnd end) {
    if (end instanceof JobEnd.Failed failed) {
      return clean(failed.job().failure().orElse("its job gives no reason"));
    }
    if (end instanceof JobEnd.Canceled) {
      return "its job was cancelled";
    }
    if (end instanceof JobEnd.Superseded) {
      return "another job took over from its own, and how that one ended is not known";
    }
    if (end instanceof JobEnd.TimedOut late) {
      return "its job was still at work after " + late.deadline().toMinutes() + " min";
    }
    if (end instanceof JobEnd.Unreachable silent) {
      return "its job cannot be followed: " + silent.reason();
    }
    return "its job says that it worked";
  }
}
