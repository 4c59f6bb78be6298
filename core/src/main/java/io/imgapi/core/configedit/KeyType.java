/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.imgapi.core.config.JsonReader;
import io.imgapi.core.config.JsonSyntaxException;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.util.Map;
import java.util.TreeMap;

/** What the value of a key is (operator-scripts.md 4.2), which says how a typed word is read. */
enum KeyType {
  /** The word as it stands, also where it looks like a number. */
  TEXT("a text"),
  NUMBER("a number"),
  BOOLEAN("true or false"),
  LIST("a JSON list, for example [\"manta\", \"local\"]"),
  OBJECT("a JSON object"),
  /** A key that the service does not know: JSON where the word is that, else a text. */
  UNKNOWN("anything");

  private static final Map<String, KeyType> KNOWN = known();
  private static final String URLS = "imgapiUrlFromDatacenter.";

  private final String words;

  KeyType(String words) {
    this.words = words;
  }

  private static Map<String, KeyType> known() {
    Map<String, KeyType> known = new TreeMap<>();
    put(
        known,
        TEXT,
        "address logLevel serverName mode datacenterName serviceName instanceUuid serverUuid"
            + " adminIp adminUuid authType databaseType manta.url manta.user manta.key manta.keyId"
            + " manta.baseDir ufds.url ufds.bindDN ufds.bindPassword moray.host wfapi.url"
            + " cnapi.url vmapi.url docker.url httpProxy fluentd_host");
    put(
        known,
        NUMBER,
        "port maxSockets placeholderImageLifespanDays moray.port moray.connectTimeout");
    put(
        known,
        BOOLEAN,
        "manta.insecure manta.remote allowLocalCreateImageFromVm allowInsecure"
            + " dockerRegistryInsecure wfapi.forceMd5Check wfapi.forceReplace");
    put(known, LIST, "storageTypes channels minImageCreationPlatform wfapi.workflows");
    put(
        known,
        OBJECT,
        "manta ufds moray moray.retry wfapi cnapi vmapi docker authKeys imgapiUrlFromDatacenter");
    return known;
  }

  private static void put(Map<String, KeyType> known, KeyType type, String keys) {
    for (String key : keys.split(" ")) {
      known.put(key, type);
    }
  }

  /** The type of a dotted key. */
  static KeyType of(String key) {
    return key.startsWith(URLS) ? TEXT : KNOWN.getOrDefault(key, UNKNOWN);
  }

  /**
   * Reads a word that was typed for a key.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where it is not of the type
   */
  JsonNode read(String key, String word) {
    if (this == TEXT) {
      return TextNode.valueOf(word);
    }
    JsonNode value;
    try {
      value = JsonReader.parse(word);
    } catch (JsonSyntaxException e) {
      value = TextNode.valueOf(word);
    }
    if (!accepts(value)) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, key + " must be " + words)
          .with("key", key)
          .remedy("nothing was changed; see what it is now: imgapi config --origin");
    }
    return value;
  }

  private boolean accepts(JsonNode value) {
    return switch (this) {
      case TEXT -> value.isTextual();
      case NUMBER -> value.isNumber();
      case BOOLEAN -> value.isBoolean();
      case LIST -> value.isArray();
      case OBJECT -> value.isObject();
      case UNKNOWN -> true;
    };
  }
}
