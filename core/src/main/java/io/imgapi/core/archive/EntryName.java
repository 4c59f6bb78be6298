/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Which names an entry may have: relative paths that mean the same everywhere. */
final class EntryName {
  private static final int LONGEST = 1024;
  private static final int LONGEST_PART = 255;
  private static final char REPLACEMENT = '\uFFFD';

  private EntryName() {}

  /** What is wrong with a name, as a predicate; empty where it is a good one. */
  static Optional<String> fault(String name) {
    if (name.isEmpty()) {
      return Optional.of("has no name");
    }
    if (name.indexOf(REPLACEMENT) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      return Optional.of("has a name that is not UTF-8");
    }
    if (bytes(name) > LONGEST) {
      return Optional.of("has a name of more than " + LONGEST + " bytes");
    }
    if (name.startsWith("/")) {
      return Optional.of("has an absolute name");
    }
    if (name.indexOf('\\') >= 0) {
      return Optional.of("has a backslash in its name");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("has a control character in its name");
    }
    return Arrays.stream(name.split("/", -1)).flatMap(part -> faultOf(part).stream()).findFirst();
  }

  private static Optional<String> faultOf(String part) {
    if (part.isEmpty()) {
      return Optional.of("has an empty part in its name");
    }
    if (part.equals(".") || part.equals("..")) {
      return Optional.of("has \"" + part + "\" in its name");
    }
    return bytes(part) > LONGEST_PART
        ? Optional.of("has a part of more than " + LONGEST_PART + " bytes in its name")
        : Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether a name comes after another one, by the bytes of both. */
  static boolean isAfter(String name, String previous) {
    return Arrays.compareUnsigned(
            name.getBytes(StandardCharsets.UTF_8), previous.getBytes(StandardCharsets.UTF_8))
        > 0;
  }
}
