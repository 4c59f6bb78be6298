/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.ObjectEntry;
import java.util.Optional;

/**
 * What a directory listing asks for (manta-protocol.md 3.2).
 *
 * @param limit most entries to return
 * @param marker where to begin, inclusive
 * @param byTime sorted by mtime, newest first, rather than by name
 * @param reverse the other way round
 * @param directories whether directories are wanted
 * @param objects whether objects are wanted
 */
record Listing(
    int limit,
    Optional<String> marker,
    boolean byTime,
    boolean reverse,
    boolean directories,
    boolean objects) {

  private static final int DEFAULT_LIMIT = 256;
  private static final int LARGEST_LIMIT = 1024;

  static Listing of(QueryParameters query) {
    boolean dir = query.has("dir") || query.has("directory");
    boolean obj = query.has("obj") || query.has("object");
    String sort = query.get("sort").orElse("name");
    if (sort.equals("none")) {
      throw new MantaError(
          403, "QueryParameterForbidden", "Use of these query parameters is restricted: sort=none");
    }
    if (!sort.equals("name") && !sort.equals("mtime")) {
      throw MantaError.badRequest("InvalidParameter", "sort \"" + sort + "\" is invalid");
    }
    return new Listing(
        limit(query),
        query.get("marker"),
        sort.equals("mtime"),
        query.get("sort_order").map("reverse"::equals).orElse(false),
        dir == obj || dir,
        dir == obj || obj);
  }

  private static int limit(QueryParameters query) {
    if (!query.has("limit")) {
      return DEFAULT_LIMIT;
    }
    String text = query.get("limit").orElse("");
    if (text.matches("\\d{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_LIMIT) {
        return limit;
      }
    }
    throw MantaError.badRequest(
        "InvalidArgumentError", "limit=" + text + " is invalid: must be between [1, 1024]");
  }

  boolean wants(Entry entry) {
    return entry instanceof ObjectEntry ? objects : directories;
  }
}
