/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that signs requests; written for the tests, apart from every client. */
public final class WireSigner {

  private final String account;
  private final KeyPair pair;
  private final String algorithm;
  private final String javaAlgorithm;
  private final byte[] blob;
  private final String type;
  private String signedDate = "";
  private String authorization;

  private WireSigner(
      String account, KeyPair pair, String algorithm, String javaAlgorithm, String type) {
    this.account = account;
    this.pair = pair;
    this.algorithm = algorithm;
    this.javaAlgorithm = javaAlgorithm;
    this.type = type;
    this.blob = blob(pair, type);
  }

  public static WireSigner rsa(String account, String hash) {
    return new WireSigner(
        account,
        generate("RSA", null),
        "rsa-" + hash,
        hash.toUpperCase(java.util.Locale.ROOT) + "withRSA",
        "ssh-rsa");
  }

  public static WireSigner ecdsa(String account, int bits, String hash) {
    return new WireSigner(
        account,
        generate("EC", "secp" + bits + "r1"),
        "ecdsa-" + hash,
        hash.toUpperCase(java.util.Locale.ROOT) + "withECDSA",
        "ecdsa-sha2-nistp" + bits);
  }

  public static WireSigner ed25519(String account) {
    return new WireSigner(
        account, generate("Ed25519", null), "ed25519-sha512", "Ed25519", "ssh-ed25519");
  }

  private static KeyPair generate(String family, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      if (curve != null) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public String account() {
    return account;
  }

  public String publicLine() {
    return type + " " + Base64.getEncoder().encodeToString(blob) + " test";
  }

  public String fingerprint() {
    try {
      return HexFormat.ofDelimiter(":").formatHex(MessageDigest.getInstance("MD5").digest(blob));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public String keyId() {
    return "/" + account + "/keys/" + fingerprint();
  }

  public String algorithm() {
    return algorithm;
  }

  public String sign(String text) {
    try {
      Signature signer = Signature.getInstance(javaAlgorithm);
      signer.initSign(pair.getPrivate());
      signer.update(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  /** Returns an Authorization header over the date alone, the same one for the same date. */
  public synchronized String authorization(String date) {
    if (!date.equals(signedDate)) {
      signedDate = date;
      authorization = freshAuthorization(date);
    }
    return authorization;
  }

  private String freshAuthorization(String date) {
    return "Signature keyId=\""
        + keyId()
        + "\",algorithm=\""
        + algorithm
        + "\",headers=\"date\",signature=\""
        + sign("date: " + date)
        + "\"";
  }

  private static byte[] blob(KeyPair pair, String type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      put(out, type.getBytes(UTF_8));
      if (pair.getPublic() instanceof RSAPublicKey rsa) {
        put(out, rsa.getPublicExponent().toByteArray());
        put(out, rsa.getModulus().toByteArray());
      } else if (pair.getPublic() instanceof ECPublicKey ec) {
        put(out, type.substring("ecdsa-sha2-".length()).getBytes(UTF_8));
        int half = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        byte[] point = new byte[1 + 2 * half];
        point[0] = 4;
        fixed(ec.getW().getAffineX().toByteArray(), point, 1, half);
        fixed(ec.getW().getAffineY().toByteArray(), point, 1 + half, half);
        put(out, point);
      } else if (pair.getPublic() instanceof EdECPublicKey ed) {
        byte[] encoded = ed.getEncoded();
        put(out, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
      }
      return bytes.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void fixed(byte[] value, byte[] target, int at, int length) {
    int skip = Math.max(0, value.length - length);
    int size = value.length - skip;
    System.arraycopy(value, skip, target, at + length - size, size);
  }

  private static void put(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }
}
