/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.step.Step;
import io.imgapi.core.tlscert.SelfSigned;
import java.time.Clock;

/** A certificate that the instance signed itself, until it is given another. */
record MakeCertificate(EtcFiles etc, Clock clock) implements Step {
  /** It holds the private key too. */
  private static final int MODE = 0640;

  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public Standing look() {
    String detail = etc.certificate().toString();
    return etc.isThere(etc.certificate()) ? new Standing.Done(detail) : new Standing.Needed(detail);
  }

  @Override
  public String make() {
    etc.write(etc.certificate(), SelfSigned.pem(clock.instant()), MODE);
    return etc.certificate() + ", self-signed for 365 days";
  }
}
