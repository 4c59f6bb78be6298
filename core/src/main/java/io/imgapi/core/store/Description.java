/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import java.util.Map;

/**
 * All that a store tells of one entry without reading it.
 *
 * @param entry what a listing tells too
 * @param contentType empty where the store does not say
 * @param copies how many the store keeps; 0 for directories and where it does not say
 * @param metadata what users wrote beside the content, by name
 */
public record Description(
    Entry entry, String contentType, int copies, Map<String, String> metadata) {

  /** Copies the metadata. */
  public Description {
    metadata = Map.copyOf(metadata);
  }
}
