/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.ZoneMetadata;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the first configuration of a standalone instance from its zone's metadata. */
public final class GenerateConfig {
  private static final String STANDARD_CHANNELS = "standard";

  /**
   * What to make.
   *
   * @param instance below whose root the private key must lie
   * @param output file to write; empty for standard output
   */
  public record Request(ZoneMetadata metadata, InstanceLayout instance, Optional<Path> output) {}

  /**
   * What would be written.
   *
   * @param text the configuration, with a final newline
   * @param output file to write; empty for standard output
   * @param warnings what the service will not like
   */
  public record Plan(String text, Optional<Path> output, List<String> warnings) {}

  /** Gathers the metadata, checks them and renders; changes nothing. */
  public Plan prepare(Request request) {
    SetupVariables variables = new SetupVariables(request.metadata());
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    variables.text("mode").ifPresent(mode -> config.put("mode", mode));
    variables.text("serverName").ifPresent(name -> config.put("serverName", name));
    Optional<String> mantaUser = variables.text("mantaUser");
    mantaUser.ifPresent(user -> config.set("manta", manta(variables, user, request.instance())));
    channels(variables).ifPresent(channels -> config.set("channels", channels));
    config.put("authType", "signature");
    config.put("databaseType", "local");
    ArrayNode storageTypes = config.putArray("storageTypes");
    mantaUser.ifPresent(user -> storageTypes.add("manta"));
    storageTypes.add("local");
    return new Plan(JsonText.of(config) + "\n", request.output(), warnings(config));
  }

  /**
   * Writes the file of a plan, whole or not at all.
   *
   * @throws ImgapiException where it cannot be written; a file that was there is untouched then
   */
  public void apply(Plan plan) {
    plan.output().ifPresent(file -> write(file, plan.text()));
  }

  private static void write(Path file, String text) {
    try {
      AtomicFile.write(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ImgapiException.of(
              ExitCode.FAILED, "the configuration cannot be written; what was there is untouched")
          .with("file", file.toString())
          .with("reason", e.getClass().getSimpleName())
          .causedBy(e);
    }
  }

  private static ObjectNode manta(SetupVariables variables, String user, InstanceLayout instance) {
    InstancePublicKey publicKey = publicKey(variables);
    String privateKey = "/data/imgapi/etc/" + publicKey.comment() + ".id_ecdsa";
    if (!Files.exists(instance.resolve(privateKey))) {
      throw SetupVariables.wrong(
              "instPubKey", "the private key that belongs to instPubKey is not there")
          .with("file", instance.resolve(privateKey).toString());
    }
    ObjectNode manta = JsonNodeFactory.instance.objectNode();
    manta.put("url", variables.text("mantaUrl").orElse(""));
    manta.put("user", user);
    manta.put("key", privateKey);
    manta.put("keyId", publicKey.sha256());
    variables.json("mantaInsecure").ifPresent(insecure -> manta.set("insecure", insecure));
    manta.put("baseDir", variables.text("mantaBaseDir").orElse(""));
    return manta;
  }

  private static InstancePublicKey publicKey(SetupVariables variables) {
    String line =
        variables
            .raw("instPubKey")
            .orElseThrow(
                () ->
                    SetupVariables.wrong(
                        "instPubKey", "mantaUser is set, but there is no instPubKey beside it"));
    InstancePublicKey key =
        InstancePublicKey.parse(line)
            .orElseThrow(
                () -> SetupVariables.wrong("instPubKey", "instPubKey is not an SSH public key"));
    if (key.comment().isEmpty()) {
      throw SetupVariables.wrong(
          "instPubKey", "instPubKey has no comment, which must be the name of the key's file");
    }
    return key;
  }

  private static Optional<JsonNode> channels(SetupVariables variables) {
    if (variables.raw("channels").filter(STANDARD_CHANNELS::equals).isPresent()) {
      return Optional.of(BuiltIn.json("standard-channels.json"));
    }
    return variables.json("channels");
  }

  private static List<String> warnings(ObjectNode config) {
    ObjectNode defaults = (ObjectNode) BuiltIn.json("defaults.json");
    ObjectNode merged = MergedConfig.merge(defaults, config).values();
    List<Violation> violations = new ArrayList<>(ConfigRules.violations(merged));
    violations.addAll(StartRules.violations(merged));
    List<String> warnings = new ArrayList<>();
    violations.forEach(v -> warnings.add(v.key() + " " + v.reason()));
    if (merged.path("manta").has("insecure") && !merged.at("/manta/insecure").isBoolean()) {
      warnings.add("manta.insecure must be true or false");
    }
    return List.copyOf(warnings);
  }
}
