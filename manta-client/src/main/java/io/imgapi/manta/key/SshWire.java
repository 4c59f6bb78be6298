/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the length-prefixed fields of SSH's own encoding (RFC 4251, section 5). */
final class SshWire {
  private final ByteBuffer in;

  SshWire(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  boolean hasMore() {
    return in.hasRemaining();
  }

  byte[] bytes() {
    int length = number();
    if (length < 0 || length > in.remaining()) {
      throw damaged();
    }
    byte[] field = new byte[length];
    in.get(field);
    return field;
  }

  int number() {
    if (in.remaining() < Integer.BYTES) {
      throw damaged();
    }
    return in.getInt();
  }

  String string() {
    return new String(bytes(), StandardCharsets.US_ASCII);
  }

  BigInteger integer() {
    byte[] field = bytes();
    // All numbers of keys are positive, and not every writer pads them so that they look it.
    return new BigInteger(1, field);
  }

  static byte[] join(byte[]... fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
      out.writeBytes(field);
    }
    return out.toByteArray();
  }

  private static MantaKeyException damaged() {
    return new MantaKeyException(
        MantaKeyException.Reason.UNKNOWN_FORMAT, "the SSH key encoding is damaged");
  }
}
