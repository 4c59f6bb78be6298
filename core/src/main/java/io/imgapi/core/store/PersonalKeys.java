/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.manta.key.SshAgent;
import java.nio.file.Path;
import java.util.Map;

/** The key of a person: in the agent, or a file in {@code ~/.ssh}, found by its fingerprint. */
record PersonalKeys(Map<String, String> environment) implements KeySource {

  @Override
  public MantaSigner signer(MantaSettings settings) {
    Path directory = Path.of(environment.getOrDefault("HOME", "/root")).resolve(".ssh");
    try {
      return MantaKeys.find(
          settings.keyId(),
          directory,
          SshAgent.fromEnvironment(environment),
          PassphraseSource.none());
    } catch (MantaKeyException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "the key to Manta cannot be used: " + e.getMessage())
          .with("MANTA_KEY_ID", settings.keyId())
          .remedy("set MANTA_KEY_ID to the fingerprint of a key in the agent or in " + directory);
    }
  }

  /** Names no variables: they may hold secrets. */
  @Override
  public String toString() {
    return "PersonalKeys[]";
  }
}
