/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.ConfigSecrets;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.util.Optional;

/**
 * One key that is to be set or removed.
 *
 * @param key dotted
 * @param value empty to remove the key, so that the service's default holds
 */
public record Assignment(String key, Optional<JsonNode> value) {
  private static final String COMPUTED = "manta.rootDir";

  /** Removes a key. */
  public static Assignment unset(String key) {
    return new Assignment(checked(key), Optional.empty());
  }

  /**
   * Reads {@code KEY=VALUE}, or {@code KEY=} to remove the key.
   *
   * @throws ImgapiException {@code USAGE} where it has no such shape, or is a secret, which has no
   *     place on a command line; {@code CONFIG_INVALID} where the value is none for the key
   */
  public static Assignment parse(String word) {
    int equals = word.indexOf('=');
    if (equals < 1) {
      throw ImgapiException.of(ExitCode.USAGE, "this is no KEY=VALUE: " + word)
          .remedy("for example: imgapi config set port=8080");
    }
    String key = checked(word.substring(0, equals));
    String text = word.substring(equals + 1);
    if (text.isEmpty()) {
      return unset(key);
    }
    JsonNode value = KeyType.of(key).read(key, text);
    String name = key.substring(key.lastIndexOf('.') + 1);
    if (!ConfigSecrets.masked(name, value).equals(value)) {
      throw ImgapiException.of(
              ExitCode.USAGE, "a secret on a command line can be read by everybody on this machine")
          .with("key", key)
          .remedy("write it into the file instead: imgapi config edit");
    }
    return new Assignment(key, Optional.of(value));
  }

  private static String checked(String key) {
    if (key.isEmpty() || key.startsWith(".") || key.endsWith(".") || key.contains("..")) {
      throw ImgapiException.of(ExitCode.USAGE, "this is no dotted key: \"" + key + "\"")
          .remedy("see all keys with: imgapi config --origin");
    }
    if (key.equals(COMPUTED)) {
      throw ImgapiException.of(
              ExitCode.USAGE, key + " is computed, whatever is written in the file")
          .remedy("set what it is computed from: imgapi config set manta.baseDir=NAME");
    }
    return key;
  }

  /** Carries it out on the values of a file. */
  void applyTo(ObjectNode values) {
    String[] parts = key.split("\\.");
    ObjectNode at = values;
    for (int i = 0; i < parts.length - 1; i++) {
      JsonNode below = at.get(parts[i]);
      if (below == null && value.isEmpty()) {
        return;
      }
      if (below != null && !below.isObject()) {
        throw ImgapiException.of(
                ExitCode.CONFIG_INVALID, "there is nothing below " + parts[i] + ": it is no object")
            .with("key", key)
            .remedy("set it as a whole, or run: imgapi config edit");
      }
      at = below == null ? at.putObject(parts[i]) : (ObjectNode) below;
    }
    String last = parts[parts.length - 1];
    if (value.isPresent()) {
      at.set(last, value.get());
    } else {
      at.remove(last);
    }
  }
}
