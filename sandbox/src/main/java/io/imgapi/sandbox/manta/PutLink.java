/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

/** PUT of a link: the second Manta has none (manta-protocol.md 3.7). */
final class PutLink implements Operation {

  @Override
  public void run(Exchange exchange, Target target) {
    throw new MantaError(403, "SnaplinksDisabledError", "Manta v2 does not support SnapLinks.");
  }
}
