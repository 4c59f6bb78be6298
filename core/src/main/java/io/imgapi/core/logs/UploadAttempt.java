/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Events;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One walk over what waits: a bad file does not hold up the others, a dead Manta does. */
final class UploadAttempt {
  private final LogUpload upload;
  private final MantaSettings settings;
  private final Events events;
  private final List<UploadResult.Failure> failures = new ArrayList<>();
  private int uploaded;
  private long bytes;
  private int found;
  private boolean ended;
  private Optional<ImgapiException> last = Optional.empty();

  UploadAttempt(LogUpload upload, MantaSettings settings, Events events) {
    this.upload = upload;
    this.settings = settings;
    this.events = events;
  }

  UploadAttempt over(List<WaitingLog> waiting) {
    for (WaitingLog log : waiting) {
      one(log);
      if (ended) {
        break;
      }
    }
    return this;
  }

  int uploaded() {
    return uploaded;
  }

  long bytes() {
    return bytes;
  }

  int found() {
    return found;
  }

  /** In order; each file is still here. */
  List<UploadResult.Failure> failures() {
    return List.copyOf(failures);
  }

  /** The last failure, with all that explains it; empty where nothing failed. */
  Optional<ImgapiException> last() {
    return last;
  }

  private void one(WaitingLog log) {
    String name = log.path().getFileName().toString();
    try {
      LogUpload.Arrival arrival = upload.upload(log);
      if (arrival.found()) {
        found++;
        events.notice(Events.Level.INFO, name + " is there already: " + arrival.path());
      } else {
        uploaded++;
        bytes += log.facts().size();
        events.notice(Events.Level.INFO, name + " uploaded: " + arrival.path());
      }
    } catch (StoreException e) {
      ImgapiException explained = StoreFailures.explain(e, settings);
      failed(name, explained);
      ended = concernsAll(e.kind());
    } catch (IOException e) {
      failed(name, ImgapiException.of(ExitCode.FAILED, "it cannot be read: " + IoReason.of(e)));
    } catch (ImgapiException e) {
      failed(name, e);
      // The meter that ends runs which meet a dead store.
      ended = e.code() == ExitCode.REMOTE_UNAVAILABLE;
    }
  }

  private void failed(String name, ImgapiException why) {
    last = Optional.of(why);
    failures.add(new UploadResult.Failure(name, why.code(), why.getMessage()));
    events.notice(Events.Level.ERROR, name + " stays here: " + why.getMessage());
  }

  private static boolean concernsAll(StoreException.Kind kind) {
    return switch (kind) {
      case AUTHENTICATION, CLOCK, FULL -> true;
      case ABSENT, REFUSED, CONFLICT, THROTTLED, UNREACHABLE, CORRUPT -> false;
    };
  }
}
