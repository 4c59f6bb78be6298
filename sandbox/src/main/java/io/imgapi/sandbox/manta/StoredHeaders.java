/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** The request headers that are stored with an entry (manta-protocol.md 3.4). */
final class StoredHeaders {

  static final String DISPOSITION = "content-disposition";

  /** Values of user metadata reach this many bytes at most, less one; the rest is dropped. */
  private static final int METADATA_LIMIT = 4096;

  private static final Set<String> NAMES =
      Set.of(
          "cache-control",
          "surrogate-key",
          "role-tag",
          "access-control-allow-headers",
          "access-control-allow-origin",
          "access-control-expose-headers",
          "access-control-max-age",
          "access-control-allow-methods");

  private static final Pattern DISPOSITION_FORM =
      Pattern.compile(
          "[!#$%&'*+.^_`|~0-9A-Za-z-]+(\\s*;\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*=\\s*"
              + "(\"([^\"\\\\]|\\\\.)*\"|[!#$%&'*+.^_`|~0-9A-Za-z-]+))*\\s*");

  private StoredHeaders() {}

  /** Collects them. Content-Disposition is stored for objects only. */
  static Map<String, String> of(HttpFields request, boolean object) {
    Map<String, String> stored = null;
    int metadata = 0;
    for (HttpField field : request) {
      String name = field.getName();
      char first = name.charAt(0);
      if ("mMcCsSrRaA".indexOf(first) < 0) {
        continue;
      }
      String lower = name.toLowerCase(Locale.ROOT);
      String value = field.getValue() == null ? "" : field.getValue();
      if (lower.startsWith("m-")) {
        metadata += value.getBytes(ISO_8859_1).length;
        if (metadata >= METADATA_LIMIT) {
          continue;
        }
      } else if (lower.equals(DISPOSITION)) {
        if (!object) {
          continue;
        }
        if (!DISPOSITION_FORM.matcher(value).matches()) {
          throw MantaError.badRequest("BadRequest", "Content-Disposition is invalid");
        }
      } else if (!NAMES.contains(lower)) {
        continue;
      }
      if (stored == null) {
        stored = new LinkedHashMap<>();
      }
      stored.put(lower, value);
    }
    return stored == null ? Map.of() : stored;
  }
}
