/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

/**
 * A file that a manifest names and the local tree does not hold as it must.
 *
 * @param name the file
 * @param kind whether it is missing or damaged
 * @param reason in words
 * @param mirrorHasIt whether the mirror holds a copy of the right size, and of the right digest
 *     where the manifest says one
 */
public record FileProblem(String name, Kind kind, String reason, boolean mirrorHasIt) {

  /** What is wrong with it. */
  public enum Kind {
    MISSING,
    DAMAGED
  }
}
