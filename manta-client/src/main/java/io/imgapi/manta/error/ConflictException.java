/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * A condition did not hold (412) or another writer was faster (409 {@code ConcurrentRequest}); for
 * a conditional request both mean "you lost" (manta-protocol.md 3.12).
 *
 * <p>The client repeats an unconditional write after a 409 and never a conditional one.
 */
public final class ConflictException extends MantaException {

  /** Which of the two it was. */
  public enum Kind {
    /** 412: the condition did not hold when the request began. */
    CONDITION,
    /** 409: somebody wrote between the beginning and the end of the request. */
    CONCURRENT,
    /** The object was replaced while it was being downloaded. */
    CHANGED
  }

  private final Kind kind;

  /** Reports a lost condition or race. */
  public ConflictException(FailedRequest request, Kind kind) {
    super(
        Category.CONFLICT,
        request,
        switch (kind) {
          case CONDITION -> "is not in the expected state";
          case CONCURRENT -> "was changed by somebody else at the same moment";
          case CHANGED -> "was replaced during the download";
        },
        null);
    this.kind = kind;
  }

  /** Which of the two it was. */
  public Kind kind() {
    return kind;
  }
}
