/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The private-key block of a PEM text.
 *
 * @param label what stands after BEGIN
 * @param text the block with its two marker lines
 */
record PemBlock(String label, String text) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----.*?-----END \\1-----", Pattern.DOTALL);
  private static final Pattern PUBLIC =
      Pattern.compile("\\A\\s*(ssh-|ecdsa-sha2-|sk-)|BEGIN ([A-Z0-9]+ )*(PUBLIC KEY|CERTIFICATE)");

  /** Finds the block; other blocks, such as EC PARAMETERS, are left out. */
  static PemBlock find(String content, String origin) {
    Matcher block = BLOCK.matcher(content);
    if (block.find()) {
      return new PemBlock(block.group(1), block.group() + "\n");
    }
    if (PUBLIC.matcher(content).find()) {
      throw new MantaKeyException(
          MantaKeyException.Reason.NOT_PRIVATE,
          origin + " is a public key; the private one is needed");
    }
    throw new MantaKeyException(
        MantaKeyException.Reason.UNKNOWN_FORMAT,
        origin + " is no private key in a known format (PKCS#1, SEC1, PKCS#8, OpenSSH)");
  }

  static PemBlock pkcs8(byte[] der) {
    return of("PRIVATE KEY", der);
  }

  private static PemBlock of(String label, byte[] content) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    String text = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
    return new PemBlock(label, text);
  }

  /**
   * The same block as others are to read it: its content is what was looked at here, whatever they
   * make of characters that are no base64. One that is encrypted as a whole stays as it stands.
   *
   * @return empty where what lies in it is longer than it is
   */
  Optional<PemBlock> sound(String origin) {
    if (text.contains("ENCRYPTED")) {
      return Optional.of(this);
    }
    byte[] content = der(origin);
    return isSound(content) ? Optional.of(of(label, content)) : Optional.empty();
  }

  private boolean isSound(byte[] content) {
    if (label.equals("OPENSSH PRIVATE KEY")) {
      return StatedLengths.fitInOpenssh(content);
    }
    return plainPkcs8() ? StatedLengths.fitInPkcs8(content) : StatedLengths.fit(content);
  }

  boolean plainPkcs8() {
    return label.equals("PRIVATE KEY");
  }

  boolean encryptedPkcs8() {
    return label.equals("ENCRYPTED PRIVATE KEY");
  }

  byte[] der(String origin) {
    try {
      return Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]+-----", ""));
    } catch (IllegalArgumentException e) {
      throw new MantaKeyException(
          MantaKeyException.Reason.UNKNOWN_FORMAT, origin + " is damaged: not base64");
    }
  }

  @Override
  public String toString() {
    return "PEM block " + label;
  }
}
