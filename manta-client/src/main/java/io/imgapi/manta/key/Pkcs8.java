/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The parts of PKCS#8 that Java reads by itself: Ed25519, and decryption. */
final class Pkcs8 {
  // SEQUENCE, version 0, SEQUENCE { OID 1.3.101.112 }
  private static final byte[] ED25519_OID = {0x06, 0x03, 0x2b, 0x65, 0x70};
  private static final int OID_WITHIN = 24;

  private Pkcs8() {}

  /** The signer of an Ed25519 key; empty for every other kind. */
  static Optional<MantaSigner> ed25519(byte[] der, String comment, String origin) {
    if (!namesEd25519(der)) {
      return Optional.empty();
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
      byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
      byte[] blob =
          SshWire.join("ssh-ed25519".getBytes(StandardCharsets.US_ASCII), publicPart(seed));
      return Optional.of(new PrivateKeySigner(SshPublicKey.ofBlob(blob, comment), key));
    } catch (GeneralSecurityException e) {
      throw new MantaKeyException(
          MantaKeyException.Reason.UNKNOWN_FORMAT, origin + " is a damaged Ed25519 key");
    }
  }

  /**
   * Decrypts.
   *
   * @throws NoSuchAlgorithmException if Java does not know the cipher
   */
  static byte[] decrypt(byte[] der, char[] passphrase, String origin)
      throws NoSuchAlgorithmException {
    EncryptedPrivateKeyInfo info;
    Cipher cipher;
    SecretKeyFactory keys;
    try {
      info = new EncryptedPrivateKeyInfo(der);
      // For PBES2 the algorithm's name is in its parameters, and Java gives it only by toString.
      String name = info.getAlgParameters() == null ? "" : info.getAlgParameters().toString();
      name = name.startsWith("PBE") ? name : info.getAlgName();
      keys = SecretKeyFactory.getInstance(name);
      cipher = Cipher.getInstance(name);
    } catch (IOException | javax.crypto.NoSuchPaddingException e) {
      throw new NoSuchAlgorithmException(e.getClass().getSimpleName());
    }
    PBEKeySpec spec = new PBEKeySpec(passphrase);
    try {
      cipher.init(Cipher.DECRYPT_MODE, keys.generateSecret(spec), info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new MantaKeyException(
          MantaKeyException.Reason.WRONG_PASSPHRASE, "wrong passphrase for " + origin);
    } finally {
      spec.clearPassword();
    }
  }

  private static boolean namesEd25519(byte[] der) {
    int end = Math.min(der.length, OID_WITHIN) - ED25519_OID.length;
    for (int i = 0; i <= end; i++) {
      if (Arrays.equals(der, i, i + ED25519_OID.length, ED25519_OID, 0, ED25519_OID.length)) {
        return true;
      }
    }
    return false;
  }

  /** RFC 8032 encoding of the public point. Java derives it only while generating a key pair. */
  private static byte[] publicPart(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new SeedAsRandom(seed));
    KeyPair pair = generator.generateKeyPair();
    var point = ((EdECPublicKey) pair.getPublic()).getPoint();
    byte[] bigEndian = point.getY().toByteArray();
    byte[] encoded = new byte[32];
    for (int i = 0; i < bigEndian.length && i < encoded.length; i++) {
      encoded[i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (point.isXOdd()) {
      encoded[31] |= (byte) 0x80;
    }
    return encoded;
  }

  /** Gives a key generator the very seed it is to use. */
  private static final class SeedAsRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient byte[] seed;

    SeedAsRandom(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
