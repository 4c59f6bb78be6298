/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.ufds.KeyLine;

/** Why a key is not on an account, and what can be done. */
final class Refusals {
  private Refusals() {}

  static ImgapiException of(String login, String publicLine, TritonException e) {
    return TritonFailures.of("the key cannot be put on the account " + login, e)
        .remedy(byHand(publicLine));
  }

  static String byHand(String publicLine) {
    return "run it again, or put this key on the account by hand: " + publicLine;
  }

  static KeyLine parsed(String publicLine) {
    try {
      return KeyLine.parse(publicLine);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID,
              "what the instance shows is no public key: " + e.getMessage())
          .remedy("look at the metadata instPubKey of the instance");
    }
  }
}
