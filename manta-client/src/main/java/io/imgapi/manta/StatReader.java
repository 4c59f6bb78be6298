/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Reads what the headers of an answer tell about its path. */
final class StatReader {
  private static final String DIRECTORY_TYPE = "application/x-json-stream;type=directory";

  private StatReader() {}

  static MantaStat read(Answer answer) {
    String etag = answer.header("Etag");
    String contentType = answer.header("Content-Type");
    Optional<Instant> modified = answer.instant("Last-Modified");
    // An object may have been stored with that content type, but only objects have an etag.
    boolean directory = etag.isEmpty() && isDirectoryType(contentType);
    return new MantaStat(
        answer.ask().path(),
        directory ? EntryType.DIRECTORY : EntryType.OBJECT,
        etag,
        directory ? -1 : wholeSize(answer),
        directory ? "" : answer.header("Content-MD5"),
        contentType,
        answer.header("Content-Disposition"),
        modified,
        (int) answer.number("Durability-Level"),
        answer.metadata(),
        directory ? answer.number("Result-Set-Size") : -1,
        answer.instant("Date"));
  }

  /** Size of the whole object, also where the answer has only a part of it. */
  private static long wholeSize(Answer answer) {
    if (answer.status() != 206) {
      return answer.number("Content-Length");
    }
    ContentRange range = ContentRange.parse(answer.header("Content-Range"));
    return range == null ? -1 : range.total();
  }

  private static boolean isDirectoryType(String contentType) {
    return contentType.replace(" ", "").toLowerCase(Locale.ROOT).equals(DIRECTORY_TYPE);
  }
}
