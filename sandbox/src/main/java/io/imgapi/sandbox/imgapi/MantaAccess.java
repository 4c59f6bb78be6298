/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How to reach Manta.
 *
 * @param url without a trailing slash
 * @param user whose area it is
 * @param key the path of the private key within the zone
 * @param keyId the key's fingerprint, as configured
 * @param insecure accept any certificate
 * @param rootDir where everything of the instance lies (operator-scripts.md 3)
 */
record MantaAccess(
    String url, String user, String key, String keyId, boolean insecure, String rootDir) {

  static MantaAccess read(JsonNode manta) {
    String user = needed(manta, "user");
    String baseDir = ImgapiConfig.text(manta, "baseDir").orElse("");
    String url = needed(manta, "url");
    JsonNode insecure = manta.path("insecure");
    if (!insecure.isMissingNode() && !insecure.isBoolean()) {
      throw new IllegalArgumentException("\"manta.insecure\" is not a boolean");
    }
    return new MantaAccess(
        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
        user,
        needed(manta, "key"),
        needed(manta, "keyId"),
        insecure.asBoolean(false),
        "/" + user + "/stor/" + (baseDir.isEmpty() ? "imgapi" : baseDir));
  }

  private static String needed(JsonNode manta, String key) {
    return ImgapiConfig.text(manta, key)
        .orElseThrow(() -> new IllegalArgumentException("\"manta." + key + "\" is missing"));
  }
}
