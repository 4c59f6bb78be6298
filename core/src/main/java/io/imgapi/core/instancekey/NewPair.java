/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;

/** Makes key pairs, never the same twice: ECDSA on P-256, as the service and Manta accept it. */
final class NewPair {
  private static final int BITS = 256;

  private NewPair() {}

  /** Takes what is wanted of a pair. */
  interface Reading<T> {
    T from(KeyPair pair) throws JSchException;
  }

  /** Makes one, has it read, and wipes it. */
  static <T> T make(Reading<T> read) {
    KeyPair pair = null;
    try {
      pair = KeyPair.genKeyPair(new JSch(), KeyPair.ECDSA, BITS);
      return read.from(pair);
    } catch (JSchException e) {
      throw ImgapiException.of(ExitCode.FAILED, "this Java cannot make an ECDSA P-256 key")
          .remedy("run imgapi with a full JDK of version 17 or later")
          .causedBy(e);
    } finally {
      if (pair != null) {
        pair.dispose();
      }
    }
  }
}
