/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads an instance's configuration: merged, computed, checked. */
public final class ConfigReader {
  /** Read when they are needed: many commands do without a configuration. */
  private static final class BuiltInDefaults {
    static final ObjectNode VALUES = (ObjectNode) BuiltIn.json("defaults.json");
  }

  /**
   * Reads a configuration for use.
   *
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} naming file, key and reason
   */
  public ImgapiConfig read(Path file) {
    return ImgapiConfig.of(file, readValid(file).values());
  }

  /**
   * As {@link #read(Path)}, for a file that was read already, perhaps on another machine.
   *
   * @param file what messages call it
   */
  public ImgapiConfig read(Path file, byte[] content) {
    MergedConfig merged = MergedConfig.merge(BuiltInDefaults.VALUES, raw(file, content));
    List<Violation> violations = ConfigRules.violations(merged.values());
    if (!violations.isEmpty()) {
      throw invalid(file, violations.get(0));
    }
    return ImgapiConfig.of(file, merged.values());
  }

  /**
   * The keys of such a file as they stand: no BuiltInDefaults.VALUES, nothing computed.
   *
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} where it is no JSON
   */
  public ObjectNode raw(Path file, byte[] content) {
    return ConfigFile.parse(file, content).values();
  }

  /**
   * Judges a configuration that is not in its place yet, by all that the service asks of it.
   *
   * @param file where it will be
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} naming file, key and reason
   */
  public ImgapiConfig judge(Path file, ObjectNode values) {
    ObjectNode merged = MergedConfig.merge(BuiltInDefaults.VALUES, values).values();
    List<Violation> violations = new ArrayList<>(ConfigRules.violations(merged));
    violations.addAll(StartRules.violations(merged));
    if (!violations.isEmpty()) {
      throw invalid(file, violations.get(0));
    }
    return ImgapiConfig.of(file, merged);
  }

  /**
   * Judges a configuration that was read elsewhere, by all that the service asks of it.
   *
   * @param file where it lies
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} naming file, key and reason
   */
  public Examined examine(Path file, byte[] content) {
    ObjectNode values = ConfigFile.parse(file, content).values();
    ImgapiConfig config = judge(file, values);
    return new Examined(config, warnings(values));
  }

  /** A configuration that the service starts with; the warnings are what it would regret later. */
  public record Examined(ImgapiConfig config, List<String> warnings) {}

  /** What the service would regret later of a configuration that is not in its place yet. */
  public List<String> warnings(ObjectNode values) {
    return StartRules.warnings(MergedConfig.merge(BuiltInDefaults.VALUES, values).values());
  }

  /** Merges and computes; throws on the first rule that is broken. */
  MergedConfig readValid(Path file) {
    MergedConfig merged = merge(file);
    List<Violation> violations = ConfigRules.violations(merged.values());
    if (!violations.isEmpty()) {
      throw invalid(file, violations.get(0));
    }
    return merged;
  }

  /** Merges and computes without judging. */
  MergedConfig merge(Path file) {
    return MergedConfig.merge(BuiltInDefaults.VALUES, ConfigFile.read(file).values());
  }

  private static ImgapiException invalid(Path file, Violation violation) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, violation.key() + " " + violation.reason())
        .with("file", file.toString())
        .with("key", violation.key())
        .remedy("correct the file, then run: imgapi config --check");
  }
}
