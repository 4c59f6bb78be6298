/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

/**
 * What a run may take from earlier ones, where it can prove that nothing changed since.
 *
 * @param digests the digests of local files that nobody touched
 * @param mirror what the mirror held when the last run ended
 */
public record Reuse(boolean digests, boolean mirror) {
  /** Whatever can be proven. */
  public static final Reuse ALL = new Reuse(true, true);
}
