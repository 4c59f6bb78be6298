/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;

/** Puts the key that an instance shows on its Manta account (operator-scripts.md 6.1). */
public final class RegisterKey {
  private final KeyRegistration registration;

  /** By this way, which the caller closes. */
  public RegisterKey(KeyRegistration registration) {
    this.registration = registration;
  }

  /** What will be done. Changes nothing; safe to repeat. */
  public RegisterPlan prepare(RegisterRequest request) {
    Accounts.ShownInstance shown = registration.accounts().instance(request.instance());
    MantaOfInstance manta =
        shown
            .manta()
            .orElseThrow(
                () ->
                    ImgapiException.of(
                            ExitCode.REFUSED,
                            "the instance " + shown.alias() + " was made without a Manta")
                        .remedy(
                            "nothing has to be done; its metadata names no mantaUrl, mantaUser"));
    String line =
        shown
            .publicLine()
            .orElseThrow(
                () ->
                    ImgapiException.of(
                            ExitCode.NOT_SET_UP, "the instance " + shown.alias() + " shows no key")
                        .with("metadata", "instPubKey")
                        .remedy(
                            "wait until it is set up, then run the same again; in the zone"
                                + " /var/log/setup.log tells how far it is"));
    MantaOfInstance account =
        new MantaOfInstance(
            manta.url(), request.user().orElse(manta.user()), manta.insecure(), manta.baseDir());
    return new RegisterPlan(
        shown.uuid(),
        shown.alias(),
        account,
        line,
        KeyRegistration.name(line),
        Refusals.parsed(line).md5(),
        registration.accounts().place());
  }

  /** Carries a plan out. Safe to repeat. */
  public RegisterResult apply(RegisterPlan plan, RegisterRequest request) {
    boolean added = registration.put(plan.manta().user(), plan.publicLine());
    if (request.keyWait().isWanted()) {
      registration.awaitAccepted(
          plan.manta().settings(plan.md5()),
          plan.publicLine(),
          request.keyWait(),
          request.command());
    }
    return new RegisterResult(plan, added, request.keyWait().isWanted());
  }
}
