/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.acceptance.AwaitAcceptance;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Step;
import io.imgapi.core.store.AccessProbe.Answer;
import java.time.Duration;
import java.util.Optional;

/** Waits until Manta accepts the new key, and says what holds where it does not. */
final class Acceptance {
  private final RotationTools tools;

  Acceptance(RotationTools tools) {
    this.tools = tools;
  }

  /**
   * Asks until the key is accepted.
   *
   * @param key the private half
   * @param keyId of the key, for messages
   * @throws ImgapiException {@code TIMED_OUT} where it is not accepted in time
   */
  void await(MantaSettings settings, String key, String keyId) {
    RotationRequest request = tools.request();
    Optional<Answer> last =
        new AwaitAcceptance(tools.clock(), tools.sleeper(), new Step(tools.events()))
            .await(
                () -> {
                  tools.turn().renew();
                  return tools.probe().ask(settings, key, keyId);
                },
                request.settle(),
                request.timeout());
    if (last.isPresent()) {
      throw late(settings, keyId, request.timeout(), last.get(), request.toResume());
    }
  }

  private static ImgapiException late(
      MantaSettings settings, String keyId, Duration timeout, Answer last, String resume) {
    ImgapiException failure =
        ImgapiException.of(
                ExitCode.TIMED_OUT,
                "Manta did not accept the new key within "
                    + timeout.toSeconds()
                    + " s; the service goes on with the old one")
            .with("manta", settings.shownUrl())
            .with("account", settings.user())
            .with("new key id", keyId)
            .with("old key id", settings.keyId());
    return (last.isAccepted() ? failure : failure.with("last answer", last.detail()))
        .remedy("put the new key on the account, then go on: " + resume);
  }
}
