/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RotationJournal.State;
import io.imgapi.core.store.AccessProbe;
import java.nio.file.Path;
import java.util.Optional;

/** Brings the service back to the old key, from any state. Safe to repeat. */
final class WayBack {
  private final RotationTools tools;

  WayBack(RotationTools tools) {
    this.tools = tools;
  }

  /**
   * Makes everything name the old key again, restarts the service, and leaves the new pair staged.
   *
   * @return the journal, at rest
   * @throws ImgapiException {@code REFUSED} where Manta does not accept the old key any more, and
   *     nothing was changed; {@code FAILED} where the service does not come up
   */
  RotationJournal go(RotationJournal journal) {
    requireOldKey(journal);
    tools.turn().renew();
    tools.change().turnBack(journal);
    tools.service().restart(tools.config().read().service());
    tools.change().displace(journal);
    return tools.reached(journal, State.PUBLISHED);
  }

  /**
   * Takes back what was done while the service was never restarted.
   *
   * @return the journal, at rest
   */
  RotationJournal withoutRestart(RotationJournal journal) {
    tools.change().turnBack(journal);
    tools.change().displace(journal);
    return tools.reached(journal, State.PUBLISHED);
  }

  /** Goes back because the new key did not prove itself; says how that went. */
  ImgapiException because(ImgapiException reason, RotationJournal journal) {
    tools
        .events()
        .notice(
            Events.Level.WARN,
            "the new key did not prove itself: "
                + reason.getMessage()
                + "; going back to the old one");
    try {
      go(journal);
    } catch (ImgapiException e) {
      return ImgapiException.of(
              ExitCode.FAILED,
              "the new key did not prove itself, and going back to the old one failed: "
                  + e.getMessage())
          .with("new key", reason.getMessage())
          .with("state", journal.state().word())
          .remedy(
              e.remedy()
                  + "; then go on: "
                  + tools.request().toResume()
                  + ", or go back: "
                  + tools.request().toAbort())
          .causedBy(e);
    }
    ImgapiException failure =
        ImgapiException.of(
            ExitCode.FAILED,
            "the new key did not prove itself; the service runs on the old one again: "
                + reason.getMessage());
    for (var fact : reason.context().entrySet()) {
      failure = failure.with(fact.getKey(), fact.getValue());
    }
    return failure
        .with("rotation", "published: the new key is staged and named in metadata")
        .remedy(
            "find the reason, then go on: "
                + tools.request().toResume()
                + ", or give it up: "
                + tools.request().toAbort())
        .causedBy(reason);
  }

  private void requireOldKey(RotationJournal journal) {
    Path configured = tools.places().file(journal.oldKey());
    Path file =
        tools.keys().secret(configured).isPresent() ? configured : tools.places().retired(journal);
    Optional<String> key = tools.keys().secret(file);
    if (key.isEmpty()) {
      throw noWayBack(journal, "its file is not there");
    }
    AccessProbe.Answer answer =
        tools.probe().ask(tools.config().manta(), key.get(), file.toString());
    if (answer.kind() == AccessProbe.Kind.REFUSED) {
      throw noWayBack(journal, "Manta refuses it: " + answer.detail());
    }
  }

  private ImgapiException noWayBack(RotationJournal journal, String why) {
    return ImgapiException.of(ExitCode.REFUSED, "there is no way back to the old key: " + why)
        .with("old key", journal.oldKey())
        .with("old key id", journal.oldKeyId())
        .with("new key id", journal.newKeyId())
        .remedy(
            "put the old key on the account again, or go on with the new one: "
                + tools.request().toResume());
  }
}
