/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;

/** Says what a failure of the store means to an operator, and what to do about it. */
public final class StoreFailures {
  private StoreFailures() {}

  /** The failure that ends a command. */
  public static ImgapiException explain(StoreException failure, MantaSettings settings) {
    ImgapiException plain =
        ImgapiException.of(codeOf(failure.kind()), failure.getMessage())
            .with("manta", settings.shownUrl())
            .with("account", settings.user())
            .with("path", failure.path())
            .causedBy(failure);
    ImgapiException named =
        failure.remoteCode().isEmpty() ? plain : plain.with("code", failure.remoteCode());
    return switch (failure.kind()) {
      case AUTHENTICATION ->
          named
              .with("key id", settings.keyId())
              .with("key", settings.key())
              .remedy(
                  "add the instance's public key to the account, for example: triton -a "
                      + settings.user()
                      + " key add "
                      + settings.key()
                      + ".pub");
      case CLOCK -> named.remedy("set this machine's clock, then run this again");
      case UNREACHABLE, THROTTLED ->
          named.remedy("run this again when Manta answers; what was done so far stays done");
      case FULL -> named.remedy("make room in Manta, then run this again");
      case CORRUPT -> named.remedy("run this again; if it repeats, look at what lies between");
      case CONFLICT -> named.remedy("another writer is at work in this area; find it first");
      case ABSENT, REFUSED -> named;
    };
  }

  private static ExitCode codeOf(StoreException.Kind kind) {
    return switch (kind) {
      case AUTHENTICATION -> ExitCode.AUTH_REFUSED;
      case CLOCK -> ExitCode.CLOCK;
      case UNREACHABLE, THROTTLED, FULL -> ExitCode.REMOTE_UNAVAILABLE;
      case CORRUPT -> ExitCode.INTEGRITY;
      case ABSENT, REFUSED, CONFLICT -> ExitCode.FAILED;
    };
  }
}
