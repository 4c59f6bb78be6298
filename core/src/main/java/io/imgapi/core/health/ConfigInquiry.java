/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the configuration, which most other checks need, and says whether it is valid. */
final class ConfigInquiry implements Inquiry {
  private final Scene scene;
  private final ConfigReader reader;
  private final Path file;
  private volatile ImgapiConfig config;
  private volatile ImgapiException noInstance;

  ConfigInquiry(Scene scene, ConfigReader reader, Path file) {
    this.scene = scene;
    this.reader = reader;
    this.file = file;
  }

  /**
   * What was read; empty where it is not valid or did not come in time.
   *
   * @throws ImgapiException where there is no configuration to read, so that nothing can be checked
   */
  Optional<ImgapiConfig> config() {
    if (noInstance != null) {
      throw noInstance;
    }
    return Optional.ofNullable(config);
  }

  @Override
  public List<CheckName> checks() {
    return List.of(CheckName.CONFIG);
  }

  @Override
  public void make(Findings findings) {
    try {
      findings.add(judge(content()));
    } catch (ImgapiException e) {
      noInstance = e;
      findings.add(Findings.notAsked(CheckName.CONFIG, e));
    }
  }

  private byte[] content() {
    try {
      return scene
          .read(file)
          .orElseThrow(
              () ->
                  invalid("there is no configuration file")
                      .remedy(
                          "name the file with -f FILE, or the instance's root directory with"
                              + " --root DIR"));
    } catch (ImgapiException e) {
      // The port says FAILED of a file that may not be read; a machine that is gone stays so.
      throw e.code() == ExitCode.FAILED
          ? invalid(e.getMessage()).remedy("run this as root").causedBy(e)
          : e;
    }
  }

  private ImgapiException invalid(String message) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, message).with("file", file.toString());
  }

  private Finding judge(byte[] content) {
    ConfigReader.Examined examined;
    try {
      examined = reader.examine(file, content);
    } catch (ImgapiException e) {
      return Finding.fault(CheckName.CONFIG, e.getMessage())
          .see(file.toString())
          .remedy("the file before the last change is beside it; then: imgapi config --check");
    }
    config = examined.config();
    return examined.warnings().isEmpty()
        ? Finding.ok(CheckName.CONFIG, "valid")
        : Finding.warning(CheckName.CONFIG, examined.warnings().get(0))
            .see(file.toString())
            .remedy("imgapi config edit");
  }
}
