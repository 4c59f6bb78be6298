/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** ASN.1 DER of an ECDSA signature. */
final class Der {

  private Der() {}

  /** SEQUENCE { INTEGER r, INTEGER s }. */
  static byte[] ecdsaSignature(BigInteger r, BigInteger s) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(element(0x02, r.toByteArray()));
    both.writeBytes(element(0x02, s.toByteArray()));
    return element(0x30, both.toByteArray());
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= 0x80) {
      out.write(0x81);
    }
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }
}
