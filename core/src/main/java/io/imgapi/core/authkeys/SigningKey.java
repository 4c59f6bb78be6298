/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.authkeys;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.manta.key.SshAgent;
import io.imgapi.manta.key.SshPublicKey;
import io.imgapi.triton.imgapi.RequestSigner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds a key by which the service would know somebody, and who that is. */
final class SigningKey {
  private final List<AuthKey> known;
  private final Optional<String> wantedUser;

  /**
   * A search.
   *
   * @param known the keys that the service has been given
   * @param wantedUser as whom to sign; empty to take whoever has the key
   */
  SigningKey(List<AuthKey> known, Optional<String> wantedUser) {
    this.known = known;
    this.wantedUser = wantedUser;
  }

  /**
   * That of a file.
   *
   * @throws ImgapiException where it cannot be used, or nobody has it
   */
  RequestSigner of(Path file) {
    MantaSigner signer;
    try {
      signer = MantaKeys.fromFile(file, PassphraseSource.none());
    } catch (MantaKeyException e) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "the key cannot be used: " + e.getMessage())
          .with("key", file.toString())
          .remedy(
              e.reason() == MantaKeyException.Reason.PASSPHRASE_NEEDED
                  ? "add it to an ssh-agent with ssh-add, and leave out --key"
                  : "name the file of an RSA private key");
    }
    KeyText.problem(signer.publicKey().type())
        .ifPresent(
            problem -> {
              throw ImgapiException.of(
                      ExitCode.CONFIG_INVALID, "the key cannot be used: " + problem)
                  .with("key", file.toString())
                  .remedy("name the file of an RSA private key");
            });
    String user =
        user(signer.publicKey())
            .orElseThrow(
                () ->
                    ImgapiException.of(
                            ExitCode.CONFIG_INVALID,
                            "no user has this key, so the service would not know who signs")
                        .with("key", signer.publicKey().sha256())
                        .remedy("name the user with --user NAME; see: imgapi authkeys list"));
    return new Signing(user, signer);
  }

  /**
   * One that the ssh-agent holds.
   *
   * @return empty where it holds none by which the service would know anybody
   * @throws ImgapiException where there is an agent that does not answer
   */
  Optional<RequestSigner> in(SshAgent agent) {
    try {
      for (SshPublicKey key : agent.keys()) {
        Optional<String> user = ownerOf(key);
        if (user.isPresent() && KeyText.problem(key.type()).isEmpty()) {
          return agent.signer(key.sha256()).map(signer -> new Signing(user.get(), signer));
        }
      }
      return Optional.empty();
    } catch (MantaKeyException e) {
      throw ImgapiException.of(ExitCode.FAILED, e.getMessage())
          .remedy("name a key's file with --key FILE, or unset SSH_AUTH_SOCK");
    }
  }

  private Optional<String> user(SshPublicKey key) {
    return wantedUser.or(() -> ownerOf(key));
  }

  private Optional<String> ownerOf(SshPublicKey key) {
    return known.stream()
        .filter(one -> wantedUser.isEmpty() || wantedUser.get().equals(one.user()))
        .filter(one -> one.key().filter(k -> k.sha256().equals(key.sha256())).isPresent())
        .map(AuthKey::user)
        .findFirst();
  }

  /** Signs as a user, through whoever holds the key. */
  private record Signing(String user, MantaSigner signer) implements RequestSigner {
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
      return user + ", " + signer.publicKey().sha256();
    }
  }
}
