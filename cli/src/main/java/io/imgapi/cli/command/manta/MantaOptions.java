/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.command.InstanceOptions;
import io.imgapi.core.explore.MantaView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose Manta is meant; the same in every command of the group. */
public final class MantaOptions {
  @Mixin private InstanceOptions instance;

  @Option(
      names = "--env",
      description =
          "Use MANTA_URL, MANTA_USER, MANTA_KEY_ID and a key of yours, although there is an"
              + " instance. Without an instance they are used anyway.")
  private boolean environment;

  MantaView open(MantaUseCases useCases) {
    return useCases.manta(instance.layout()).open(instance.configFile(), environment);
  }
}
