/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of one component. */
final class PathEncoding {
  private static final String HEX = "0123456789ABCDEF";
  private static final String COMPONENT_MARKS = "-_.!~*'()";
  private static final String STRICT_MARKS = "-_.~";

  private PathEncoding() {}

  /** As JavaScript's encodeURIComponent, which is what node-manta sends. */
  static void append(StringBuilder out, String text) {
    append(out, text, COMPONENT_MARKS);
  }

  /** As RFC 3986: what the query of a signed URL is made of (manta-protocol.md 2.7). */
  static String strict(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    append(out, text, STRICT_MARKS);
    return out.toString();
  }

  private static void append(StringBuilder out, String text, String marks) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (plain(c) || (c < 0x80 && marks.indexOf(c) >= 0)) {
        out.append((char) c);
      } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException("lone surrogate in '" + text + "'");
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
        }
      }
    }
  }

  private static boolean plain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
