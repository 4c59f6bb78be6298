/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;

/**
 * Turns the form in which a private key is handed to an agent into Java's own. It is the one form
 * in which the key library gives out what it read, whatever the file format was.
 */
final class AgentEncoding {

  private AgentEncoding() {}

  static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
    SshWire in = new SshWire(encoded);
    String type = in.string();
    return switch (type) {
      case "ssh-rsa" -> rsa(in);
      case "ecdsa-sha2-nistp256" -> ec(in, "secp256r1");
      case "ecdsa-sha2-nistp384" -> ec(in, "secp384r1");
      case "ecdsa-sha2-nistp521" -> ec(in, "secp521r1");
      case "ssh-ed25519" -> ed25519(in);
      default ->
          throw new MantaKeyException(
              MantaKeyException.Reason.UNSUPPORTED,
              "keys of type " + type + " are not supported; use RSA, ECDSA or Ed25519");
    };
  }

  private static PrivateKey rsa(SshWire in) throws GeneralSecurityException {
    BigInteger modulus = in.integer();
    BigInteger publicExponent = in.integer();
    BigInteger privateExponent = in.integer();
    BigInteger coefficient = in.integer();
    BigInteger p = in.integer();
    BigInteger q = in.integer();
    return KeyFactory.getInstance("RSA")
        .generatePrivate(
            new RSAPrivateCrtKeySpec(
                modulus,
                publicExponent,
                privateExponent,
                p,
                q,
                privateExponent.mod(p.subtract(BigInteger.ONE)),
                privateExponent.mod(q.subtract(BigInteger.ONE)),
                coefficient));
  }

  private static PrivateKey ec(SshWire in, String curve) throws GeneralSecurityException {
    in.bytes();
    in.bytes();
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(in.integer(), parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static PrivateKey ed25519(SshWire in) throws GeneralSecurityException {
    in.bytes();
    byte[] seed = Arrays.copyOf(in.bytes(), 32);
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
  }
}
