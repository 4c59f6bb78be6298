/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.security.MessageDigest;

/**
 * How an object is read. Immutable; start with {@link #standard()}.
 *
 * @param condition what must hold; from the first answer on the client holds on to the etag by
 *     itself
 * @param offset first byte wanted; more than 0 needs {@code ifMatch}
 * @param seed MD5 over the bytes before {@code offset}, which the client goes on with (and uses up)
 *     so that the whole content is checked; null: with an offset, checking is the caller's business
 * @param expectedMd5 MD5 of the whole object in base64, needed with {@code seed} because a ranged
 *     answer has none; empty: taken from the answer
 * @param resume whether a broken body is continued with a range; otherwise it is an {@code
 *     UnreachableException} at once
 * @param hashedByCaller whether the caller compares the MD5 by itself; only the length is checked
 *     here
 */
public record GetOptions(
    Condition condition,
    long offset,
    MessageDigest seed,
    String expectedMd5,
    boolean resume,
    boolean hashedByCaller) {

  private static final GetOptions STANDARD =
      new GetOptions(Condition.none(), 0, null, "", true, false);

  /** Refuses an offset into an object that may have been replaced. */
  public GetOptions {
    if (offset < 0 || (offset > 0 && condition.isNone())) {
      throw new IllegalArgumentException(
          "an offset needs the etag of the object the first bytes came from");
    }
  }

  /** The whole object, resumed where it breaks, checked. */
  public static GetOptions standard() {
    return STANDARD;
  }

  /** The same, only of the object with this etag. */
  public GetOptions when(Condition value) {
    return new GetOptions(value, offset, seed, expectedMd5, resume, hashedByCaller);
  }

  /**
   * From this byte on of the object with this etag. The MD5 is not checked.
   *
   * @param first offset of the first byte wanted
   */
  public GetOptions from(long first, String etag) {
    return new GetOptions(Condition.ifMatch(etag), first, null, "", resume, hashedByCaller);
  }

  /**
   * From this byte on, with the MD5 of the whole checked at the end.
   *
   * @param seed MD5 already fed with the bytes before {@code first}; used up
   * @param wholeMd5 of the whole object in base64
   */
  public GetOptions from(long first, String etag, MessageDigest seed, String wholeMd5) {
    return new GetOptions(Condition.ifMatch(etag), first, seed, wholeMd5, resume, false);
  }

  /** The same without resuming. */
  public GetOptions withoutResume() {
    return new GetOptions(condition, offset, seed, expectedMd5, false, hashedByCaller);
  }

  /** The same without an MD5 check here, for a caller that hashes anyway. */
  public GetOptions withoutHashing() {
    return new GetOptions(condition, offset, null, "", resume, true);
  }
}
