/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables by which Manta's own tools find the instance's Manta (operator-scripts.md 8.5). */
public final class MantaEnvironment {
  private final ConfigReader reader;

  public MantaEnvironment(ConfigReader reader) {
    this.reader = reader;
  }

  /**
   * Name to value, in their order; none where the instance has no Manta.
   *
   * @param mayBeMissing whether a configuration that is not there is no failure either
   * @throws io.imgapi.core.error.ImgapiException {@code CONFIG_INVALID} where it cannot be used
   */
  public Map<String, String> variables(Path config, boolean mayBeMissing) {
    if (mayBeMissing && Files.notExists(config)) {
      return Map.of();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    reader
        .read(config)
        .manta()
        .ifPresent(
            manta -> {
              variables.put("MANTA_URL", manta.url());
              variables.put("MANTA_USER", manta.user());
              variables.put("MANTA_KEY_ID", manta.keyId());
              if (manta.insecure()) {
                variables.put("MANTA_TLS_INSECURE", "1");
              }
            });
    return variables;
  }
}
