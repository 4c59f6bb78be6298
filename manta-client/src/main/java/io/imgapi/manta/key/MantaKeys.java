/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds and reads private keys: RSA, ECDSA P-256, P-384, P-521 and Ed25519, in PKCS#1, SEC1, PKCS#8
 * and OpenSSH files, encrypted or not, or held by an ssh-agent. Nothing is cached and nothing of a
 * key's content ever reaches a message.
 */
public final class MantaKeys {
  private static final int MAX_FILE = 128 * 1024;

  private MantaKeys() {}

  /**
   * Reads a private key file.
   *
   * @throws MantaKeyException with the reason: unreadable, passphrase needed or wrong, not a
   *     private key, unknown format, unsupported
   */
  public static MantaSigner fromFile(Path file, PassphraseSource passphrases) {
    return fromText(content(file), file.toString(), passphrases);
  }

  /**
   * Reads a private key file and makes sure it is the one that {@code keyId} names.
   *
   * @throws KeyMismatchException if it is another; its message names both ids
   * @throws MantaKeyException as {@link #fromFile(Path, PassphraseSource)}
   */
  public static MantaSigner fromFile(Path file, String keyId, PassphraseSource passphrases) {
    return requireId(fromFile(file, passphrases), keyId, file.toString());
  }

  /**
   * Reads a private key from text.
   *
   * @param origin what messages call it
   * @throws MantaKeyException as {@link #fromFile(Path, PassphraseSource)}
   */
  public static MantaSigner fromText(String text, String origin, PassphraseSource passphrases) {
    return new KeyText(origin, passphrases).read(text);
  }

  /**
   * Makes sure that a signer is the one that {@code keyId} names.
   *
   * @param origin what messages call it
   * @throws KeyMismatchException if it is another
   */
  public static MantaSigner requireId(MantaSigner signer, String keyId, String origin) {
    if (!signer.publicKey().hasId(keyId)) {
      throw new KeyMismatchException(origin, keyId, signer.publicKey());
    }
    return signer;
  }

  /**
   * The public half of a private key file, where it can be told without a passphrase: from the file
   * itself or from {@code <file>.pub} beside it; empty where neither tells.
   *
   * @throws MantaKeyException if the file is unreadable or not a private key
   */
  public static Optional<SshPublicKey> publicKey(Path file) {
    Optional<SshPublicKey> own =
        new KeyText(file.toString(), PassphraseSource.none()).publicKey(content(file));
    if (own.isPresent()) {
      return own;
    }
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    return Files.isRegularFile(beside)
        ? Optional.of(SshPublicKey.parse(content(beside)))
        : Optional.empty();
  }

  /**
   * Finds a key by its id as the Node Manta tools do: first in the agent, then among all files of a
   * directory.
   *
   * @param keyId bare MD5, {@code MD5:...} or {@code SHA256:...}
   * @param directory usually {@code ~/.ssh}; may be missing
   * @throws MantaKeyException with reason {@code NOT_FOUND} if no key has this id - its message
   *     says what was looked at - or as {@link #fromFile(Path, PassphraseSource)} for the key that
   *     has it
   */
  public static MantaSigner find(
      String keyId, Path directory, SshAgent agent, PassphraseSource passphrases) {
    return new KeySearch(keyId, directory, agent, passphrases).run();
  }

  static String content(Path file) {
    try {
      if (Files.size(file) > MAX_FILE) {
        throw new MantaKeyException(
            MantaKeyException.Reason.UNKNOWN_FORMAT, file + " is too large for a key");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new MantaKeyException(
          MantaKeyException.Reason.UNREADABLE,
          "cannot read " + file + ": " + e.getClass().getSimpleName(),
          e);
    }
  }
}
