/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

/**
 * What this instance knows of its own ownership, {@code run/owner.json}.
 *
 * @param token its own
 * @param rootDir the area that it owns
 * @param recorded the newest {@code seq} that is known to have reached the area
 * @param intended the {@code seq} that was about to be written; the same where none is pending
 * @param run the run that was about to write it: a copy of this instance intends the same {@code
 *     seq}, and one of the two is faster
 */
record OwnToken(String token, String rootDir, long recorded, long intended, String run) {

  /** About to write the next one. */
  OwnToken intending(long seq, String by) {
    return new OwnToken(token, rootDir, recorded, seq, by);
  }

  /** The intended one has arrived. */
  OwnToken arrived() {
    return new OwnToken(token, rootDir, intended, intended, run);
  }

  /** Everything but the token. */
  @Override
  public String toString() {
    return "OwnToken[" + rootDir + " " + recorded + " " + intended + "]";
  }
}
