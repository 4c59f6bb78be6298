/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Range header.
 *
 * @param first offset of the first byte; -1 where the range was refused
 * @param total size of the whole object
 */
record ContentRange(long first, long total) {
  private static final Pattern SATISFIED = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18})");
  private static final Pattern REFUSED = Pattern.compile("bytes \\*/(\\d{1,18})");

  /** Null for what is no such header. */
  static ContentRange parse(String header) {
    Matcher satisfied = SATISFIED.matcher(header);
    if (satisfied.matches()) {
      return new ContentRange(
          Long.parseLong(satisfied.group(1)), Long.parseLong(satisfied.group(2)));
    }
    Matcher refused = REFUSED.matcher(header);
    return refused.matches() ? new ContentRange(-1, Long.parseLong(refused.group(1))) : null;
  }
}
