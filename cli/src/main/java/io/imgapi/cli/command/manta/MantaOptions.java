/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.command.InstanceOptions;
import io.imgapi.core.objects.AccessRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose credentials are used; the same in every Manta command. */
public final class MantaOptions {
  @Mixin private InstanceOptions instance;

  @Option(
      names = "--env",
      description =
          "Use MANTA_URL, MANTA_USER, MANTA_KEY_ID and MANTA_TLS_INSECURE (default: only where"
              + " there is no instance).")
  private boolean environment;

  AccessRequest request() {
    return new AccessRequest(
        instance.layout(), instance.configFile(), instance.configNamed(), environment);
  }
}
