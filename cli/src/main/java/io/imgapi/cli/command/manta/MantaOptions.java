/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.command.InstanceOptions;
import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.objects.AccessRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose credentials are used; the same in every Manta command. */
public final class MantaOptions implements Documented {
  @Mixin private InstanceOptions instance;

  @Option(
      names = "--env",
      description =
          "Use MANTA_URL, MANTA_USER, MANTA_KEY_ID and MANTA_TLS_INSECURE (default: only where"
              + " there is no instance).")
  private boolean environment;

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.SSH_KEYS)
        .variables(
            Variable.MANTA_URL, Variable.MANTA_USER, Variable.MANTA_SUBUSER, Variable.MANTA_KEY_ID)
        .variables(Variable.MANTA_TLS_INSECURE, Variable.SSH_AUTH_SOCK, Variable.HOME)
        .ends(ExitCode.AUTH_REFUSED, "Manta refused the key or the operation")
        .ends(
            ExitCode.CONFIG_INVALID,
            "there are no credentials, or they or a local file cannot be used");
  }

  AccessRequest request() {
    return new AccessRequest(
        instance.layout(), instance.configFile(), instance.configNamed(), environment);
  }
}
