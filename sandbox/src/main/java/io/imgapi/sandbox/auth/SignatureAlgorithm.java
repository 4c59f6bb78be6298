/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import io.imgapi.sandbox.account.SshPublicKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A signature algorithm as named on the wire.
 *
 * @param type the key family it needs
 * @param javaName its name in the JDK
 * @param allowed whether the server's list holds it; others parse but are refused with 401
 */
record SignatureAlgorithm(SshPublicKey.Type type, String javaName, boolean allowed) {

  // The parser knows sha1, sha256 and sha512 only: sha384 and hs2019 fail there, although the list
  // of allowed names behind it holds sha384 (manta-protocol.md 2.2).
  private static final Map<String, SignatureAlgorithm> BY_NAME =
      Map.ofEntries(
          entry("rsa-sha1", SshPublicKey.Type.RSA, "SHA1withRSA", true),
          entry("rsa-sha256", SshPublicKey.Type.RSA, "SHA256withRSA", true),
          entry("rsa-sha512", SshPublicKey.Type.RSA, "SHA512withRSA", true),
          entry("dsa-sha1", SshPublicKey.Type.DSA, "SHA1withDSA", true),
          entry("dsa-sha256", SshPublicKey.Type.DSA, "SHA256withDSA", true),
          entry("dsa-sha512", SshPublicKey.Type.DSA, "SHA512withDSA", false),
          entry("ecdsa-sha1", SshPublicKey.Type.ECDSA, "SHA1withECDSA", true),
          entry("ecdsa-sha256", SshPublicKey.Type.ECDSA, "SHA256withECDSA", true),
          entry("ecdsa-sha512", SshPublicKey.Type.ECDSA, "SHA512withECDSA", true),
          entry("ed25519-sha512", SshPublicKey.Type.ED25519, "Ed25519", true),
          entry("ed25519-sha1", SshPublicKey.Type.ED25519, "Ed25519", false),
          entry("ed25519-sha256", SshPublicKey.Type.ED25519, "Ed25519", false),
          entry("hmac-sha1", SshPublicKey.Type.RSA, "", false),
          entry("hmac-sha256", SshPublicKey.Type.RSA, "", false),
          entry("hmac-sha512", SshPublicKey.Type.RSA, "", false));

  private static Map.Entry<String, SignatureAlgorithm> entry(
      String name, SshPublicKey.Type type, String javaName, boolean allowed) {
    return Map.entry(name, new SignatureAlgorithm(type, javaName, allowed));
  }

  static Optional<SignatureAlgorithm> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** CloudAPI's list is longer where SHA-384 is concerned: triton-apis.md 11. */
  static Optional<SignatureAlgorithm> inCloudapi(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "rsa-sha384" ->
          Optional.of(new SignatureAlgorithm(SshPublicKey.Type.RSA, "SHA384withRSA", true));
      case "ecdsa-sha384" ->
          Optional.of(new SignatureAlgorithm(SshPublicKey.Type.ECDSA, "SHA384withECDSA", true));
      case "ecdsa-sha1" -> Optional.empty();
      default -> named(name).filter(SignatureAlgorithm::allowed);
    };
  }
}
