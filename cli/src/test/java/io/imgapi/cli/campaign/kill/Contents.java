/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files by their paths, compared so that only what differs is told. */
final class Contents {
  private static final int SHORT = 60;

  private Contents() {}

  /** Requires that these files are those. */
  static void requireSame(Map<String, String> actual, Map<String, String> expected) {
    TreeSet<String> paths = new TreeSet<>(actual.keySet());
    paths.addAll(expected.keySet());
    requireNone(paths, actual, expected);
  }

  /** Requires that those files are among these. */
  static void requireHeld(Map<String, String> actual, Map<String, String> expected) {
    requireNone(new TreeSet<>(expected.keySet()), actual, expected);
  }

  private static void requireNone(
      Set<String> paths, Map<String, String> actual, Map<String, String> expected) {
    Map<String, String> differences = new TreeMap<>();
    for (String path : paths) {
      if (!Objects.equals(actual.get(path), expected.get(path))) {
        differences.put(path, print(actual.get(path)) + " instead of " + print(expected.get(path)));
      }
    }
    assertThat(differences).as("differences").isEmpty();
  }

  /** A content in short. */
  static String print(String content) {
    if (content == null) {
      return "nothing";
    }
    return content.length() <= SHORT
        ? content
        : content.length() + " characters, " + Integer.toHexString(content.hashCode());
  }
}
