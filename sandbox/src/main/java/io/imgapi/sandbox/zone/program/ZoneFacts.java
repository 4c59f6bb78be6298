/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.program;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a zone is told of itself: the metadata below {@code sdc:}, which it can read only.
 *
 * @param alias its name
 * @param uuid its own
 * @param owner uuid of the account that it belongs to
 * @param image uuid of the image on its root disk
 * @param datacenter name of the data centre
 */
public record ZoneFacts(String alias, String uuid, String owner, String image, String datacenter) {

  private static final String OWNER = "930896af-bf8c-48d4-885c-6573a94b1853";
  private static final String IMAGE = "7b5981c4-1889-11e7-b4c5-3f3bdfc9b88b";

  /** Facts of a zone of the sandbox's own data centre, owner and image. */
  public static ZoneFacts of(String alias, String uuid) {
    return new ZoneFacts(alias, uuid, OWNER, IMAGE, "sandbox");
  }

  /** Returns the metadata keys and their values: triton-apis.md 12. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("sdc:alias", alias);
    metadata.put("sdc:uuid", uuid);
    metadata.put("sdc:owner_uuid", owner);
    metadata.put("sdc:image_uuid", image);
    metadata.put("sdc:datacenter_name", datacenter);
    return metadata;
  }
}
