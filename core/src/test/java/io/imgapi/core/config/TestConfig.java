/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import io.imgapi.core.instance.TestInstance;

/** Configuration files for tests. */
public final class TestConfig {
  private TestConfig() {}

  /** Writes a standalone instance's configuration with a manta block. */
  public static void withManta(TestInstance instance, String baseDir) {
    instance.write(
        instance.layout().configFile(),
        ("{\"mode\":\"public\",\"storageTypes\":[\"manta\",\"local\"],\"manta\":{\"url\":"
                + "\"http://127.0.0.1:1\",\"user\":\"alice\",\"key\":\"/data/imgapi/etc/k\","
                + "\"keyId\":\"SHA256:x\",\"baseDir\":\"%s\"}}")
            .formatted(baseDir));
  }

  /** Writes a standalone instance's configuration without Manta. */
  public static void withoutManta(TestInstance instance) {
    instance.write(instance.layout().configFile(), "{\"mode\":\"private\"}");
  }
}
