/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.manta.key.SshAgent;
import io.imgapi.triton.cloudapi.CloudapiSigner;
import java.nio.file.Path;
import java.util.Map;

/** Signs as an account, through whoever holds its key. */
record AccountSigner(String login, MantaSigner signer) implements CloudapiSigner {

  static AccountSigner of(CloudapiLogin login, Map<String, String> environment) {
    try {
      return new AccountSigner(login.account(), signer(login, environment));
    } catch (MantaKeyException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "the account's key cannot be used: " + e.getMessage())
          .remedy(
              e.reason() == MantaKeyException.Reason.PASSPHRASE_NEEDED
                  ? "add it to an ssh-agent with ssh-add, and name it with --account-key-id"
                  : "name a private key of the account with --account-key FILE");
    }
  }

  private static MantaSigner signer(CloudapiLogin login, Map<String, String> environment) {
    if (login.key().isPresent()) {
      return MantaKeys.fromFile(login.key().get(), PassphraseSource.none());
    }
    String keyId =
        login
            .keyId()
            .orElseThrow(
                () ->
                    ImgapiException.of(ExitCode.USAGE, "no key of the account is named")
                        .remedy("use --account-key FILE or --account-key-id ID"));
    return MantaKeys.find(
        keyId,
        Path.of("/").resolve(environment.getOrDefault("HOME", "")).resolve(".ssh"),
        SshAgent.fromEnvironment(environment),
        PassphraseSource.none());
  }

  @Override
  public String fingerprint() {
    return signer.publicKey().md5();
  }

  @Override
  public String algorithm() {
    return signer.algorithm();
  }

  @Override
  public byte[] sign(byte[] data) {
    return signer.sign(data);
  }

  @Override
  public String toString() {
    return login + ", " + signer.publicKey().sha256();
  }
}
