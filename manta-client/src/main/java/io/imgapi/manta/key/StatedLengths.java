/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Looks at the lengths that the parts of a key state of themselves. The library that reads keys
 * makes room for as much as they say, so that a damaged byte could cost gigabytes.
 */
final class StatedLengths {
  private static final int CONSTRUCTED = 0x20;
  private static final int OCTET_STRING = 0x04;
  private static final int LONG_FORM = 0x80;
  private static final int MOST_LENGTH_BYTES = 4;

  /** The format's name and a zero. */
  private static final int OPENSSH_HEAD = "openssh-key-v1".length() + 1;

  /** Cipher, derivation of its key, and that one's options. */
  private static final int OPENSSH_OPTIONS = 3;

  private StatedLengths() {}

  /** Whether every element, down to the innermost, lies within the one that holds it. */
  static boolean fit(byte[] der) {
    return fit(ByteBuffer.wrap(der));
  }

  /** The same of PKCS #8, where the key itself is DER within an octet string. */
  static boolean fitInPkcs8(byte[] der) {
    if (!fit(der) || der.length < 2) {
      return false;
    }
    ByteBuffer parts = ByteBuffer.wrap(der);
    parts.get();
    length(parts);
    while (parts.remaining() > 1) {
      int tag = parts.get();
      int length = (int) length(parts);
      if (length < 0 || length > parts.remaining()) {
        return false;
      }
      if (tag == OCTET_STRING && !fit(parts.slice(parts.position(), length))) {
        return false;
      }
      parts.position(parts.position() + length);
    }
    return true;
  }

  /** The same of the OpenSSH format, as far as it is not encrypted. */
  static boolean fitInOpenssh(byte[] content) {
    if (content.length < OPENSSH_HEAD) {
      return false;
    }
    try {
      SshWire in = new SshWire(Arrays.copyOfRange(content, OPENSSH_HEAD, content.length));
      for (int i = 0; i < OPENSSH_OPTIONS; i++) {
        in.bytes();
      }
      in.number();
      SshWire publicKey = new SshWire(in.bytes());
      while (publicKey.hasMore()) {
        publicKey.bytes();
      }
      in.bytes();
      return true;
    } catch (MantaKeyException e) {
      return false;
    }
  }

  private static boolean fit(ByteBuffer elements) {
    while (elements.remaining() > 1) {
      int tag = elements.get();
      long length = length(elements);
      if (length < 0 || length > elements.remaining()) {
        return false;
      }
      ByteBuffer content = elements.slice(elements.position(), (int) length);
      if ((tag & CONSTRUCTED) != 0 && !fit(content)) {
        return false;
      }
      elements.position(elements.position() + (int) length);
    }
    return !elements.hasRemaining();
  }

  /** The length that comes next; negative where it is not one. */
  private static long length(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < LONG_FORM) {
      return first;
    }
    int bytes = first - LONG_FORM;
    if (bytes == 0 || bytes > MOST_LENGTH_BYTES || bytes > in.remaining()) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < bytes; i++) {
      length = (length << 8) | (in.get() & 0xff);
    }
    return length;
  }
}
