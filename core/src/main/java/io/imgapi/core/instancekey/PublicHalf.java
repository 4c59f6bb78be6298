/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.manta.key.SshPublicKey;

/**
 * What may be shown of a key.
 *
 * @param line as a {@code .pub} file has it, without its end
 * @param sha256 fingerprint as OpenSSH prints it, {@code SHA256:...}
 * @param md5 fingerprint in lower-case hex pairs with colons
 */
public record PublicHalf(String line, String sha256, String md5) {

  /**
   * The public half of a private key that needs no passphrase.
   *
   * @param privateKey text of its file
   * @param name what it is called: its comment, and in messages its file
   * @throws ImgapiException {@code CONFIG_INVALID} where it is no such key
   */
  public static PublicHalf of(String privateKey, String name) {
    try {
      MantaSigner signer = MantaKeys.fromText(privateKey, name, PassphraseSource.none());
      SshPublicKey key = SshPublicKey.ofBlob(signer.publicKey().blob(), name);
      return new PublicHalf(key.line(), key.sha256(), key.md5());
    } catch (MantaKeyException e) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "a key cannot be used: " + e.getMessage())
          .with("key", name)
          .remedy("look at the file: it must hold a private key without a passphrase");
    }
  }

  /**
   * What a {@code .pub} file holds.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where that is no public key
   */
  public static PublicHalf ofLine(String line) {
    try {
      SshPublicKey key = SshPublicKey.parse(line);
      return new PublicHalf(key.line(), key.sha256(), key.md5());
    } catch (MantaKeyException e) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "that is no public key: " + e.getMessage())
          .remedy("a public key is one line: its type, its content, a comment");
    }
  }

  /**
   * Whether an id names this key.
   *
   * @param keyId bare MD5, {@code MD5:...} or {@code SHA256:...}
   */
  public boolean hasId(String keyId) {
    return keyId.equals(sha256) || keyId.equals(md5) || keyId.equals("MD5:" + md5);
  }
}
