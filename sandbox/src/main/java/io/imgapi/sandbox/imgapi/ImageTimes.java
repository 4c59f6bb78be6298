/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** When a file was last changed, as the manifest says and HTTP wants it. */
final class ImageTimes {

  private ImageTimes() {}

  /** Puts the header where the manifest has a time; old ones have none. */
  static void put(HttpFields.Mutable headers, ObjectNode file) {
    try {
      long time = Instant.parse(file.path("mtime").asText()).toEpochMilli();
      headers.put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(time));
    } catch (DateTimeParseException absent) {
      headers.remove(HttpHeader.LAST_MODIFIED);
    }
  }
}
