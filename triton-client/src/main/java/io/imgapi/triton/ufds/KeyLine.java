/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A public key as one line of text: type, blob, comment (triton-apis.md 3.3).
 *
 * @param text without line ends and without blanks around it
 * @param blob as it goes over the wire, in base64
 * @param comment empty where there is none
 */
public record KeyLine(String text, String blob, String comment) {

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException where it is no public key in this form
   */
  public static KeyLine parse(String line) {
    String text = line.replaceAll("[\r\n]", "").strip();
    String[] words = text.split("[ \t]+", 3);
    if (words.length < 2) {
      throw new IllegalArgumentException("a public key is a type and a blob");
    }
    if (!words[0].equals(typeWithin(Base64.getDecoder().decode(words[1])))) {
      throw new IllegalArgumentException("the blob is not of the type " + words[0]);
    }
    return new KeyLine(text, words[1], words.length == 3 ? words[2].strip() : "");
  }

  private static String typeWithin(byte[] blob) {
    if (blob.length < Integer.BYTES) {
      throw new IllegalArgumentException("the blob is too short");
    }
    int length = ByteBuffer.wrap(blob).getInt();
    if (length < 0 || length > blob.length - Integer.BYTES) {
      throw new IllegalArgumentException("the blob is cut off");
    }
    return new String(blob, Integer.BYTES, length, StandardCharsets.US_ASCII);
  }

  /** MD5 of the blob, hex with colons, as UFDS and CloudAPI name keys. */
  public String md5() {
    byte[] digest = digest();
    return IntStream.range(0, digest.length)
        .mapToObj(i -> String.format(Locale.ROOT, "%02x", digest[i]))
        .collect(Collectors.joining(":"));
  }

  private byte[] digest() {
    try {
      return MessageDigest.getInstance("MD5").digest(Base64.getDecoder().decode(blob));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Whether another line holds the same key, whatever its comment. */
  public boolean isSameKey(KeyLine other) {
    return blob.equals(other.blob);
  }

  @Override
  public String toString() {
    return text;
  }
}
