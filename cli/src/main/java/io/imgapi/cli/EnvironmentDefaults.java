/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes the value of an option that is not given from its environment variable. */
final class EnvironmentDefaults implements IDefaultValueProvider {
  /** The first that is set counts. */
  private static final Map<String, List<String>> VARIABLES =
      Map.ofEntries(
          Map.entry("--root", List.of("IMGAPI_ROOT")),
          Map.entry("--config", List.of("IMGAPI_CONFIG")),
          Map.entry("--https-port", List.of("IMGAPI_HTTPS_PORT")),
          Map.entry("--host", List.of("IMGAPI_HOST")),
          Map.entry("--sapi", List.of("IMGAPI_SAPI_URL")),
          Map.entry("--updates", List.of("IMGAPI_UPDATES_URL")),
          Map.entry("--headnode", List.of("IMGAPI_HEADNODE")),
          Map.entry("--updates-insecure", List.of("IMGAPI_UPDATES_INSECURE")),
          Map.entry("--cloudapi", List.of("IMGAPI_CLOUDAPI_URL", "TRITON_URL", "SDC_URL")),
          Map.entry(
              "--cloudapi-insecure", List.of("IMGAPI_CLOUDAPI_INSECURE", "TRITON_TLS_INSECURE")),
          Map.entry("--account", List.of("TRITON_ACCOUNT", "SDC_ACCOUNT")),
          Map.entry("--account-key-id", List.of("TRITON_KEY_ID", "SDC_KEY_ID")));

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The variables that stand for an option. */
  static List<String> variables(OptionSpec option) {
    return VARIABLES.getOrDefault(option.longestName(), List.of());
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      return variables(option).stream()
          .map(variable -> environment.getOrDefault(variable, ""))
          .filter(value -> !value.isEmpty())
          .findFirst()
          .orElse(null);
    }
    return null;
  }
}
