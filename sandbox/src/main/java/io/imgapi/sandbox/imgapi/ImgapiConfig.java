/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A standalone server's configuration, merged with the defaults and checked (operator-scripts.md
 * 4.2).
 *
 * @param address where it listens
 * @param port 0 for any free one
 * @param serverName what it calls itself
 * @param mode {@code public} or {@code private}
 * @param logLevel the name of bunyan's level
 * @param signed whether whoever changes something must sign
 * @param authKeys public keys by user, beside those in files
 * @param storageTypes where files may be stored
 * @param adminUuid whose images are stored locally unless asked otherwise
 * @param manta where there is one
 * @param channels where there are any
 */
record ImgapiConfig(
    String address,
    int port,
    String serverName,
    String mode,
    String logLevel,
    boolean signed,
    Map<String, List<String>> authKeys,
    List<String> storageTypes,
    Optional<String> adminUuid,
    Optional<MantaAccess> manta,
    Optional<Channels> channels) {

  /** The version of the server whose behaviour this is. */
  static final String VERSION = "4.13.1";

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException when it is not valid; the message says which key
   */
  static ImgapiConfig read(JsonNode file) {
    if (!file.isObject()) {
      throw new IllegalArgumentException("it is not a JSON object");
    }
    JsonNode port = file.path("port");
    if (!port.isMissingNode() && (!port.isInt() || port.asInt() < 0 || port.asInt() > 65535)) {
      throw new IllegalArgumentException("\"port\" is not a port number");
    }
    String mode = one(file, "mode", "public", List.of("public", "private"));
    String auth = one(file, "authType", "signature", List.of("signature", "none"));
    one(file, "databaseType", "local", List.of("local"));
    Optional<MantaAccess> manta =
        file.has("manta") ? Optional.of(MantaAccess.read(file.get("manta"))) : Optional.empty();
    return new ImgapiConfig(
        text(file, "address").orElse("127.0.0.1"),
        port.asInt(8080),
        text(file, "serverName").orElse("imgapi/" + VERSION),
        mode,
        text(file, "logLevel").orElse("debug"),
        auth.equals("signature"),
        authKeys(file.path("authKeys")),
        storageTypes(file.path("storageTypes"), manta.isPresent()),
        text(file, "adminUuid"),
        manta,
        file.hasNonNull("channels")
            ? Optional.of(Channels.read(file.get("channels")))
            : Optional.empty());
  }

  static Optional<String> text(JsonNode object, String key) {
    JsonNode value = object.path(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException("\"" + key + "\" is not a string");
    }
    return Optional.of(value.asText());
  }

  private static String one(JsonNode file, String key, String usual, List<String> known) {
    String value = text(file, key).orElse(usual);
    if (!known.contains(value)) {
      throw new IllegalArgumentException(
          "\"" + key + "\" is \"" + value + "\"; a standalone server knows " + known);
    }
    return value;
  }

  private static Map<String, List<String>> authKeys(JsonNode configured) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> user : configured.properties()) {
      List<String> lines = new java.util.ArrayList<>();
      user.getValue().forEach(line -> lines.add(line.asText()));
      keys.put(user.getKey(), lines);
    }
    return keys;
  }

  private static List<String> storageTypes(JsonNode configured, boolean manta) {
    if (configured.isMissingNode()) {
      return List.of("local");
    }
    List<String> types = new java.util.ArrayList<>();
    for (JsonNode type : configured) {
      if (!List.of("local", "manta").contains(type.asText())) {
        throw new IllegalArgumentException("\"storageTypes\" knows local and manta, not " + type);
      }
      types.add(type.asText());
    }
    if (types.contains("manta") && !manta) {
      throw new IllegalArgumentException("\"storageTypes\" has manta, but there is no \"manta\"");
    }
    if (!types.contains("local")) {
      throw new IllegalArgumentException(
          "\"storageTypes\" lacks local, without which no manifest can be changed");
    }
    return types;
  }
}
