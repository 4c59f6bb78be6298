/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;

/**
 * What a zone's metadata say of the zone itself (triton-apis.md 12).
 *
 * @param alias what operators call it
 * @param uuid of the zone
 * @param owner uuid of the account it belongs to; empty where that is not known
 * @param image uuid of the image on its root disk; empty where that is not known
 * @param datacenter empty where that is not known
 */
public record ZoneFacts(String alias, String uuid, String owner, String image, String datacenter) {

  /**
   * Asks for all of them.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where alias or uuid is missing, or as the metadata
   *     do
   */
  public static ZoneFacts of(ZoneMetadata metadata) {
    return new ZoneFacts(
        required(metadata, "sdc:alias"),
        required(metadata, "sdc:uuid"),
        text(metadata, "sdc:owner_uuid"),
        text(metadata, "sdc:image_uuid"),
        text(metadata, "sdc:datacenter_name"));
  }

  private static String required(ZoneMetadata metadata, String key) {
    String value = text(metadata, key);
    if (value.isEmpty()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "the zone's metadata lack " + key)
          .remedy("give the zone one, or give the metadata with --metadata FILE.json");
    }
    return value;
  }

  private static String text(ZoneMetadata metadata, String key) {
    return metadata.get(key).orElse("").strip();
  }

  /** The zone's hostname, which is also how its instance keys begin (operator-scripts.md 2). */
  public String hostname() {
    return "imgapi-" + alias + "-" + uuid.split("-", 2)[0];
  }
}
