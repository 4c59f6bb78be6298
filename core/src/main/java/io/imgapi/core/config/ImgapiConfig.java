/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A valid configuration, typed: what the commands need to know of it.
 *
 * @param file where it was read from
 * @param manta how Manta is reached; empty where the instance has no {@code manta} block
 */
public record ImgapiConfig(
    Path file,
    Mode mode,
    Optional<String> datacenterName,
    ServiceAddress service,
    Optional<MantaSettings> manta) {

  private static final int HIGHEST_PORT = 65535;

  /** The typed view of a merged configuration that breaks no rule. */
  static ImgapiConfig of(Path file, ObjectNode values) {
    return new ImgapiConfig(
        file,
        Mode.valueOf(values.get("mode").textValue().toUpperCase(Locale.ROOT)),
        Optional.ofNullable(values.path("datacenterName").textValue()),
        new ServiceAddress(values.get("address").textValue(), port(file, values.get("port"))),
        JsTruth.of(values.get("manta"))
            ? Optional.of(manta(values.get("manta")))
            : Optional.empty());
  }

  /** Manta's settings, where a command cannot do without. */
  public MantaSettings requireManta() {
    return manta.orElseThrow(
        () ->
            ImgapiException.of(
                    ExitCode.CONFIG_INVALID,
                    "this instance has no Manta: no \"manta\" in its configuration")
                .with("file", file.toString())
                .with("key", "manta")
                .remedy("add a manta block with url, user, key and keyId"));
  }

  /** The service's own rules let a fraction pass; nobody can listen there. */
  private static int port(Path file, JsonNode value) {
    double port = value.doubleValue();
    if (port != Math.rint(port) || port < 1 || port > HIGHEST_PORT) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "port must be a whole number from 1 to " + HIGHEST_PORT)
          .with("file", file.toString())
          .with("key", "port");
    }
    return (int) port;
  }

  private static MantaSettings manta(JsonNode manta) {
    return new MantaSettings(
        manta.get("url").textValue(),
        manta.get("user").textValue(),
        manta.get("key").textValue(),
        manta.get("keyId").textValue(),
        JsTruth.of(manta.get("insecure")),
        manta.get("baseDir").textValue(),
        manta.get("rootDir").textValue());
  }
}
