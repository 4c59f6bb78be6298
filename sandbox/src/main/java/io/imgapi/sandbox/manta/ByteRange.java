/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an object.
 *
 * @param first the first byte's position
 * @param last the last byte's position
 */
record ByteRange(long first, long last) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /**
   * Reads a Range header; an end beyond the object is clamped (manta-protocol.md 0, trap 10).
   *
   * @throws MantaError 501 for several ranges, 416 for what cannot be satisfied
   */
  static ByteRange parse(String header, long size) {
    if (header.contains(",")) {
      throw new MantaError(501, "NotImplemented", "multi-range requests are not supported");
    }
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      throw unsatisfiable(header, size);
    }
    try {
      return of(form.group(1), form.group(2), header, size);
    } catch (NumberFormatException tooLong) {
      throw unsatisfiable(header, size);
    }
  }

  private static ByteRange of(String from, String to, String header, long size) {
    long first;
    long last = size - 1;
    if (from.isEmpty()) {
      long suffix = Long.parseLong(to);
      if (suffix == 0) {
        throw unsatisfiable(header, size);
      }
      first = Math.max(0, size - suffix);
    } else {
      first = Long.parseLong(from);
      if (!to.isEmpty()) {
        long end = Long.parseLong(to);
        if (end < first) {
          throw unsatisfiable(header, size);
        }
        last = Math.min(last, end);
      }
    }
    if (first >= size) {
      throw unsatisfiable(header, size);
    }
    return new ByteRange(first, last);
  }

  long length() {
    return last - first + 1;
  }

  private static MantaError unsatisfiable(String header, long size) {
    return new MantaError(
        416,
        "RangeNotSatisfiable",
        header + " is not satisfiable",
        Map.of("Content-Range", "bytes */" + size));
  }
}
