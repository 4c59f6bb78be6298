/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.manta.key.KeyMismatchException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The key file that an instance's configuration names. */
record InstanceKeys(InstanceLayout layout) implements KeySource {
  private static final List<String> RELOCATABLE = List.of("/data/", "/root/", "/opt/");

  @Override
  public MantaSigner signer(MantaSettings settings) {
    Path key = keyFile(settings.key());
    try {
      return MantaKeys.fromFile(key, settings.keyId(), PassphraseSource.none());
    } catch (KeyMismatchException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "manta.keyId is not the fingerprint of manta.key")
          .with("key", key.toString())
          .with("configured", e.wanted())
          .with("fingerprint", e.actual())
          .remedy("correct manta.key or manta.keyId in the configuration");
    } catch (MantaKeyException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "the key to Manta cannot be used: " + e.getMessage())
          .with("key", key.toString())
          .remedy(remedy(e.reason(), key));
    }
  }

  private static String remedy(MantaKeyException.Reason reason, Path key) {
    return switch (reason) {
      case UNREADABLE -> "correct manta.key in the configuration, or the file's owner and mode";
      case PASSPHRASE_NEEDED, WRONG_PASSPHRASE ->
          "an instance works unattended, so its key has no passphrase; take it off with:"
              + " ssh-keygen -p -N '' -f "
              + key;
      case BAD_KEY_ID ->
          "correct manta.keyId in the configuration; it is printed by: ssh-keygen -l -f " + key;
      case UNKNOWN_FORMAT, NOT_PRIVATE, UNSUPPORTED, MISMATCH, NOT_FOUND, AGENT ->
          "correct manta.key in the configuration: it must name the file of a private key";
    };
  }

  private Path keyFile(String configured) {
    if (RELOCATABLE.stream().anyMatch(configured::startsWith)) {
      Path below = layout.resolve(configured);
      if (Files.exists(below)) {
        return below;
      }
    }
    return Path.of(configured);
  }
}
