/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.store.TreePath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** From the path of a request to a path of the tree (manta-protocol.md 1.3). */
final class RequestPath {

  private static final int LONGEST_NAME = 255;

  private RequestPath() {}

  /** Removes repeated and trailing slashes. */
  static String clean(String raw) {
    if (raw == null || raw.isEmpty()) {
      return "/";
    }
    if (raw.indexOf("//") < 0 && (raw.length() == 1 || !raw.endsWith("/"))) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '/' || out.length() == 0 || out.charAt(out.length() - 1) != '/') {
        out.append(c);
      }
    }
    if (out.length() > 1 && out.charAt(out.length() - 1) == '/') {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  /** Decodes a cleaned path; an encoded slash becomes a separator. */
  static TreePath decode(String clean) {
    String decoded = clean;
    if (!isPlain(clean)) {
      try {
        decoded = percentDecode(clean);
      } catch (CharacterCodingException | IllegalArgumentException broken) {
        throw invalid(clean);
      }
    }
    for (String name : decoded.substring(1).split("/", -1)) {
      boolean refused =
          name.isEmpty()
              || name.equals(".")
              || name.equals("..")
              || name.indexOf('\0') >= 0
              || (name.length() > LONGEST_NAME / 3 && name.getBytes(UTF_8).length > LONGEST_NAME);
      if (refused) {
        throw invalid(clean);
      }
    }
    return new TreePath(decoded);
  }

  static String percentDecode(String text) throws CharacterCodingException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()) {
          throw new IllegalArgumentException("cut short");
        }
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException("not hexadecimal");
        }
        out.write(high * 16 + low);
        i += 2;
      } else if (c < 0x80) {
        out.write(c);
      } else {
        int end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
        out.writeBytes(text.substring(i, end).getBytes(UTF_8));
        i = end - 1;
      }
    }
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(out.toByteArray())).toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static MantaError invalid(String path) {
    return MantaError.badRequest("InvalidResource", path + " is invalid");
  }
}
