/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.PublicHalf;
import java.nio.file.Path;
import java.util.Optional;

/** Describes keys of an account. */
final class KeysOnAccount {
  private KeysOnAccount() {}

  /** A key whose public half is known. */
  static KeyOnAccount of(MantaSettings manta, PublicHalf half) {
    String[] fields = half.line().split(" ", 3);
    return new KeyOnAccount(
        manta.shownUrl(),
        manta.user(),
        half.line(),
        half.sha256(),
        half.md5(),
        fields.length > 2 ? fields[2] : "");
  }

  /** A key that may be in a file; one that cannot be read is described by its id alone. */
  static KeyOnAccount of(MantaSettings manta, HostedKeys keys, Path file, String keyId) {
    return half(keys, file)
        .map(half -> of(manta, half))
        .orElseGet(
            () ->
                new KeyOnAccount(
                    manta.shownUrl(), manta.user(), "", keyId, "", file.getFileName().toString()));
  }

  private static Optional<PublicHalf> half(HostedKeys keys, Path file) {
    try {
      return keys.look(file);
    } catch (ImgapiException e) {
      // An old key that cannot be read is one more reason for a new one.
      if (e.code() == ExitCode.CONFIG_INVALID) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
