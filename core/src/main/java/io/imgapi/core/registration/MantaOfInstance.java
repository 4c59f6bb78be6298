/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.config.MantaSettings;
import java.util.Optional;
import java.util.function.Function;

/** The Manta that an instance was made for, as its metadata tells (operator-scripts.md 7). */
public record MantaOfInstance(String url, String user, boolean insecure, String baseDir) {
  private static final String DEFAULT_DIRECTORY = "imgapi";

  /** Reads the metadata; empty where the instance has no Manta. */
  public static Optional<MantaOfInstance> in(Function<String, Optional<String>> metadata) {
    Optional<String> url = metadata.apply("mantaUrl").filter(text -> !text.isBlank());
    Optional<String> user = metadata.apply("mantaUser").filter(text -> !text.isBlank());
    if (url.isEmpty() || user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MantaOfInstance(
            url.get().strip(),
            user.get().strip(),
            metadata.apply("mantaInsecure").orElse("").strip().equals("true"),
            metadata
                .apply("mantaBaseDir")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(DEFAULT_DIRECTORY)));
  }

  /** The same as settings of a key. */
  public MantaSettings settings(String keyId) {
    return new MantaSettings(
        url, user, "", keyId, insecure, baseDir, "/" + user + "/stor/" + baseDir);
  }
}
