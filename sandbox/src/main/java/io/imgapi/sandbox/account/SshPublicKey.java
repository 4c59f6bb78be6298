/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key in OpenSSH's one-line form.
 *
 * @param type the family, as signature algorithm names begin
 * @param key the key for verification
 * @param md5 fingerprint: sixteen lower-case hex pairs with colons
 * @param sha256 fingerprint: {@code SHA256:} and unpadded base64
 * @param comment the text after the key; empty when there is none
 */
public record SshPublicKey(Type type, PublicKey key, String md5, String sha256, String comment) {

  /** Key families. */
  public enum Type {
    /** RSA. */
    RSA,
    /** DSA. */
    DSA,
    /** ECDSA over P-256, P-384 or P-521. */
    ECDSA,
    /** Ed25519. */
    ED25519
  }

  /**
   * Reads a line such as {@code ssh-rsa AAAA... comment}.
   *
   * @throws IllegalArgumentException when it is not a public key of a supported family; the message
   *     says why
   */
  public static SshPublicKey parse(String line) {
    String[] words = line.strip().split("\\s+", 3);
    if (words.length < 2) {
      throw new IllegalArgumentException("not an OpenSSH public key line");
    }
    byte[] blob = Base64.getDecoder().decode(words[1]);
    ByteBuffer in = ByteBuffer.wrap(blob);
    try {
      String name = new String(bytes(in), US_ASCII);
      if (!name.equals(words[0])) {
        throw new IllegalArgumentException("key says " + words[0] + " but holds " + name);
      }
      Type type = typeOf(name);
      PublicKey key = read(name, in);
      return new SshPublicKey(
          type, key, md5Of(blob), sha256Of(blob), words.length > 2 ? words[2] : "");
    } catch (GeneralSecurityException | BufferUnderflowException broken) {
      throw new IllegalArgumentException("damaged public key", broken);
    }
  }

  private static Type typeOf(String name) {
    return switch (name) {
      case "ssh-rsa" -> Type.RSA;
      case "ssh-dss" -> Type.DSA;
      case "ssh-ed25519" -> Type.ED25519;
      case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> Type.ECDSA;
      default -> throw new IllegalArgumentException("unsupported key type " + name);
    };
  }

  private static PublicKey read(String name, ByteBuffer in) throws GeneralSecurityException {
    return switch (name) {
      case "ssh-rsa" -> {
        BigInteger exponent = integer(in);
        yield KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(integer(in), exponent));
      }
      case "ssh-dss" -> {
        BigInteger p = integer(in);
        BigInteger q = integer(in);
        BigInteger g = integer(in);
        yield KeyFactory.getInstance("DSA")
            .generatePublic(new DSAPublicKeySpec(integer(in), p, q, g));
      }
      case "ssh-ed25519" -> ed25519(bytes(in));
      default -> elliptic(new String(bytes(in), US_ASCII), bytes(in));
    };
  }

  private static PublicKey elliptic(String curve, byte[] point) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.replace("nistp", "secp") + "r1"));
    int half = (point.length - 1) / 2;
    if (point.length < 3 || point[0] != 4) {
      throw new IllegalArgumentException("compressed curve points are not supported");
    }
    BigInteger x = new BigInteger(1, java.util.Arrays.copyOfRange(point, 1, 1 + half));
    BigInteger y = new BigInteger(1, java.util.Arrays.copyOfRange(point, 1 + half, point.length));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(x, y), parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
    byte[] bigEndian = new byte[point.length];
    for (int i = 0; i < point.length; i++) {
      bigEndian[i] = point[point.length - 1 - i];
    }
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static BigInteger integer(ByteBuffer in) {
    return new BigInteger(bytes(in));
  }

  private static String md5Of(byte[] blob) throws GeneralSecurityException {
    return HexFormat.ofDelimiter(":").formatHex(MessageDigest.getInstance("MD5").digest(blob));
  }

  private static String sha256Of(byte[] blob) throws GeneralSecurityException {
    return "SHA256:"
        + Base64.getEncoder()
            .withoutPadding()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(blob));
  }
}
