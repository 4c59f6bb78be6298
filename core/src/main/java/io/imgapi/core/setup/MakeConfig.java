/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.config.GenerateConfig;
import io.imgapi.core.host.ZoneMetadata;
import io.imgapi.core.step.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The configuration, made of the zone's metadata; one that is there stays. */
record MakeConfig(EtcFiles etc) implements Step {
  private static final int MODE = 0644;

  @Override
  public String name() {
    return "config";
  }

  @Override
  public Standing look() {
    String detail = etc.configFile().toString();
    if (etc.isThere(etc.configFile())) {
      return new Standing.Done(detail);
    }
    return etc.zone()
        .metadataAbsence()
        .<Standing>map(Standing.Skipped::new)
        .orElseGet(() -> new Standing.Needed(detail));
  }

  @Override
  public String make() {
    GenerateConfig generate = new GenerateConfig();
    GenerateConfig.Plan plan =
        generate.prepare(
            new GenerateConfig.Request(this::get, etc.zone().layout(), Optional.empty()));
    etc.write(etc.configFile(), plan.text().getBytes(StandardCharsets.UTF_8), MODE);
    List<String> warnings = plan.warnings();
    return etc.configFile()
        + (warnings.isEmpty() ? "" : "; warning: " + String.join("; ", warnings));
  }

  /** The metadata may show the key that was just published a moment later only. */
  private Optional<String> get(String key) {
    ZoneMetadata metadata = etc.zone().metadata();
    return key.equals(PublishKey.METADATA_KEY)
        ? etc.key().map(etc.keys()::publicLine).or(() -> metadata.get(key))
        : metadata.get(key);
  }
}
