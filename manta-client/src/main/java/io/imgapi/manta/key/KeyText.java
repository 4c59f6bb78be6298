/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** Reads a private key from the text of a file, in any of the formats there are. */
final class KeyText {
  private final String origin;
  private final PassphraseSource passphrases;

  KeyText(String origin, PassphraseSource passphrases) {
    this.origin = origin;
    this.passphrases = passphrases;
  }

  MantaSigner read(String content) {
    PemBlock block = PemBlock.find(content, origin);
    if (block.plainPkcs8()) {
      Optional<MantaSigner> signer = Pkcs8.ed25519(block.der(origin), "", origin);
      return signer.orElseGet(() -> readWithLibrary(block));
    }
    if (block.encryptedPkcs8()) {
      return readEncryptedPkcs8(block);
    }
    return readWithLibrary(block);
  }

  /** The public half without opening the key; empty where the format hides it. */
  Optional<SshPublicKey> publicKey(String content) {
    PemBlock block = PemBlock.find(content, origin);
    if (block.encryptedPkcs8()) {
      return Optional.empty();
    }
    if (block.plainPkcs8()) {
      return Optional.of(read(content).publicKey());
    }
    KeyPair pair = load(block);
    try {
      byte[] blob = pair.getPublicKeyBlob();
      return blob == null
          ? Optional.empty()
          : Optional.of(SshPublicKey.ofBlob(blob, comment(pair)));
    } finally {
      pair.dispose();
    }
  }

  private MantaSigner readEncryptedPkcs8(PemBlock block) {
    char[] passphrase = askPassphrase();
    byte[] plain;
    try {
      plain = Pkcs8.decrypt(block.der(origin), passphrase, origin);
    } catch (NoSuchAlgorithmException e) {
      return readWithLibrary(block);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
    Optional<MantaSigner> signer = Pkcs8.ed25519(plain, "", origin);
    return signer.orElseGet(() -> readWithLibrary(PemBlock.pkcs8(plain)));
  }

  private MantaSigner readWithLibrary(PemBlock block) {
    KeyPair pair = load(block);
    try {
      if (pair.isEncrypted()) {
        open(pair);
      }
      byte[] encoded = pair.forSSHAgent();
      SshPublicKey publicKey = SshPublicKey.ofBlob(pair.getPublicKeyBlob(), comment(pair));
      SignatureScheme.of(publicKey);
      return new PrivateKeySigner(publicKey, AgentEncoding.privateKey(encoded));
    } catch (MantaKeyException e) {
      throw e.reason() == MantaKeyException.Reason.UNSUPPORTED
          ? new MantaKeyException(e.reason(), origin + ": " + e.getMessage())
          : e;
    } catch (JSchException | GeneralSecurityException | ArithmeticException e) {
      throw damaged();
    } finally {
      pair.dispose();
    }
  }

  private KeyPair load(PemBlock block) {
    PemBlock sound = block.sound(origin).orElseThrow(this::damaged);
    try {
      return KeyPair.load(new JSch(), sound.text().getBytes(StandardCharsets.ISO_8859_1), null);
    } catch (JSchException | RuntimeException e) {
      // The cause stays out: a parser's message may quote what it could not parse.
      throw damaged();
    }
  }

  private void open(KeyPair pair) {
    char[] passphrase = askPassphrase();
    byte[] bytes = utf8(passphrase);
    Arrays.fill(passphrase, '\0');
    try {
      if (!pair.decrypt(bytes)) {
        throw new MantaKeyException(
            MantaKeyException.Reason.WRONG_PASSPHRASE, "wrong passphrase for " + origin);
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private char[] askPassphrase() {
    char[] passphrase = passphrases.passphraseFor(origin);
    if (passphrase.length == 0) {
      throw new MantaKeyException(
          MantaKeyException.Reason.PASSPHRASE_NEEDED,
          origin + " is encrypted and needs a passphrase; or add it to an ssh-agent");
    }
    return passphrase;
  }

  private static byte[] utf8(char[] text) {
    var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.rewind();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return bytes;
  }

  private static String comment(KeyPair pair) {
    return pair.getPublicKeyComment() == null ? "" : pair.getPublicKeyComment();
  }

  private MantaKeyException damaged() {
    return new MantaKeyException(
        MantaKeyException.Reason.UNKNOWN_FORMAT, origin + " is a damaged or unknown private key");
  }
}
