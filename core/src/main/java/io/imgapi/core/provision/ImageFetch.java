/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.images.Image;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.Job;
import io.imgapi.triton.wfapi.JobEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Brings an image into the data centre and lets its owner use it (triton-apis.md 6.2, 6.3). */
final class ImageFetch {
  private final TritonAccess triton;
  private final Events events;

  ImageFetch(TritonAccess triton, Events events) {
    this.triton = triton;
    this.events = events;
  }

  /** Fetches an image, or waits for a fetch that is under way; it is active then. */
  void fetch(UUID image, String channel, Duration limit) throws InterruptedException {
    UUID job = underWay(image).orElseGet(() -> begin(image, channel));
    events.notice(Events.Level.INFO, "image " + image + " is being imported, job " + job);
    events.stands("The import goes on by itself. Run the same command again to wait for it.");
    JobEnd end = triton.watcher().watch(job, limit, JobWords.plain().news(events));
    requireActive(image, job, end);
  }

  /** Two imports of one image would undo each other (triton-apis.md 6.3). */
  private Optional<UUID> underWay(UUID image) {
    try {
      for (Execution execution : List.of(Execution.RUNNING, Execution.QUEUED)) {
        List<Job> found =
            triton
                .workflow()
                .jobs(
                    execution,
                    Map.of("task", "import-remote-image", "image_uuid", image.toString()));
        if (!found.isEmpty()) {
          return Optional.of(found.get(0).uuid());
        }
      }
      return Optional.empty();
    } catch (TritonException e) {
      throw TritonFailures.of("it cannot be seen whether the image is being imported", e);
    }
  }

  private UUID begin(UUID image, String channel) {
    try {
      return triton.images().importRemote(image, triton.datacenter().updates(), channel).job();
    } catch (TritonException e) {
      ImgapiException failure = TritonFailures.of("the image cannot be imported", e);
      throw e.kind() == TritonException.Kind.CONFLICT || e.mayHaveHappened()
          ? failure.remedy("it may be there, or on its way: run the same command again")
          : failure;
    }
  }

  private void requireActive(UUID image, UUID job, JobEnd end) {
    if (end instanceof JobEnd.TimedOut timedOut) {
      throw ImgapiException.of(
              ExitCode.TIMED_OUT,
              "the import of image " + image + " was not done in " + timedOut.deadline())
          .with("job", job.toString())
          .remedy("it goes on; run the same command again to wait for it");
    }
    Optional<Image> now = new ImageChoice(triton).local(image);
    if (now.filter(there -> there.state().equals("active")).isPresent()) {
      return;
    }
    String reason = JobWords.plain().reason(end);
    if (end instanceof JobEnd.Unreachable) {
      throw ImgapiException.of(
              ExitCode.TIMED_OUT, "image " + image + " is not there yet: " + reason)
          .with("job", job.toString())
          .remedy("it may well go on; run the same command again to wait for it");
    }
    throw ImgapiException.of(
            ExitCode.FAILED, "image " + image + " could not be imported: " + reason)
        .with("job", job.toString())
        .with("image state", now.map(Image::state).orElse("absent"))
        .remedy("correct that and run the same command again");
  }

  /** Lets an account use an image, and sees that it may. */
  void share(UUID image, UUID account) {
    try {
      triton.images().addToAcl(image, account);
      Image now = triton.images().image(image, Optional.empty());
      if (!now.acl().contains(account)) {
        throw ImgapiException.of(
                ExitCode.FAILED, "somebody else changed the image's ACL at the same moment")
            .remedy("run the same command again");
      }
    } catch (TritonException e) {
      throw TritonFailures.of("the owner cannot be let use the image", e);
    }
  }
}
