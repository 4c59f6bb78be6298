/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes the value of an option that is not given from its environment variable. */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "--root", "IMGAPI_ROOT",
          "--config", "IMGAPI_CONFIG",
          "--https-port", "IMGAPI_HTTPS_PORT",
          "--host", "IMGAPI_HOST",
          "--sapi", "IMGAPI_SAPI_URL",
          "--updates", "IMGAPI_UPDATES_URL",
          "--headnode", "IMGAPI_HEADNODE",
          "--updates-insecure", "IMGAPI_UPDATES_INSECURE");
  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      String variable = VARIABLES.get(option.longestName());
      String value = variable == null ? null : environment.get(variable);
      return value == null || value.isEmpty() ? null : value;
    }
    return null;
  }
}
