/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Signs requests to Manta (manta-protocol.md 2.1) with a key that is read once, when the server
 * starts.
 */
final class MantaSigner {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final KeyPair pair;
  private final String keyId;
  private final ReentrantLock lock = new ReentrantLock();

  private MantaSigner(KeyPair pair, String keyId) {
    this.pair = pair;
    this.keyId = keyId;
  }

  /**
   * Reads a private key.
   *
   * @param configured the fingerprint that the configuration gives; when it is not this key's it
   *     goes out as it is, and Manta says that it knows no such key
   * @throws IOException when the file cannot be read or holds no key that works without a
   *     passphrase
   */
  static MantaSigner load(Path file, String user, String configured) throws IOException {
    try {
      KeyPair pair = KeyPair.load(new JSch(), Files.readAllBytes(file), null);
      if (pair.isEncrypted()) {
        throw new IOException("the key is protected by a passphrase");
      }
      byte[] blob = pair.getPublicKeyBlob();
      if (blob == null) {
        throw new IOException("not a private key");
      }
      String md5 = HexFormat.ofDelimiter(":").formatHex(Digests.md5().digest(blob));
      String bare = configured.startsWith("MD5:") ? configured.substring(4) : configured;
      boolean own =
          bare.equals(md5) || bare.equals(pair.getFingerPrint()) || bare.equals(sha256(blob));
      return new MantaSigner(pair, "/" + user + "/keys/" + (own ? md5 : configured));
    } catch (JSchException broken) {
      throw new IOException("not a private key", broken);
    }
  }

  private static String sha256(byte[] blob) throws IOException {
    try {
      return "SHA256:"
          + Base64.getEncoder()
              .withoutPadding()
              .encodeToString(java.security.MessageDigest.getInstance("SHA-256").digest(blob));
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new IOException(missing);
    }
  }

  Signed sign(Instant now) {
    String date = DATE.format(now);
    byte[] text = ("date: " + date).getBytes(UTF_8);
    String algorithm = algorithm();
    byte[] blob;
    lock.lock();
    try {
      blob =
          pair.getKeyType() == KeyPair.RSA
              ? pair.getSignature(text, "rsa-sha2-256")
              : pair.getSignature(text);
    } finally {
      lock.unlock();
    }
    ByteBuffer in = ByteBuffer.wrap(blob);
    string(in);
    byte[] signature = string(in);
    if (algorithm.startsWith("ecdsa")) {
      signature = der(ByteBuffer.wrap(signature));
    }
    return new Signed(
        date,
        "Signature keyId=\""
            + keyId
            + "\",algorithm=\""
            + algorithm
            + "\",headers=\"date\",signature=\""
            + Base64.getEncoder().encodeToString(signature)
            + "\"");
  }

  private String algorithm() {
    return switch (pair.getKeyType()) {
      case KeyPair.RSA -> "rsa-sha256";
      case KeyPair.DSA -> "dsa-sha1";
      case KeyPair.ED25519 -> "ed25519-sha512";
      default ->
          switch (pair.getKeySize()) {
            case 521 -> "ecdsa-sha512";
            case 384 -> "ecdsa-sha384";
            default -> "ecdsa-sha256";
          };
    };
  }

  private static byte[] string(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }

  /** Turns the two numbers of an SSH signature into what HTTP signatures carry. */
  private static byte[] der(ByteBuffer in) {
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    for (int i = 0; i < 2; i++) {
      byte[] number = string(in);
      numbers.write(0x02);
      numbers.write(number.length);
      numbers.writeBytes(number);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x30);
    if (numbers.size() >= 0x80) {
      out.write(0x81);
    }
    out.write(numbers.size());
    out.writeBytes(numbers.toByteArray());
    return out.toByteArray();
  }

  /** The two headers of a signed request. */
  record Signed(String date, String authorization) {

    @Override
    public String toString() {
      return "Signed[" + new String(date.getBytes(US_ASCII), US_ASCII) + "]";
    }
  }
}
