/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/**
 * What must hold for a request to be carried out. Manta compares etags raw and unquoted, and never
 * accepts {@code If-None-Match: *} on a write, so this type offers only what works
 * (manta-protocol.md 3.12). A condition that does not hold is a {@link
 * io.imgapi.manta.error.ConflictException}. Directories have no conditions.
 */
public final class Condition {
  private static final Condition NONE = new Condition(null);
  // Two quote characters: the empty etag is that of an object which is not there.
  private static final Condition IF_ABSENT = new Condition("\"\"");

  private final String ifMatch;

  private Condition(String ifMatch) {
    this.ifMatch = ifMatch;
  }

  /** No condition: the last writer wins, and a repeat is safe. */
  public static Condition none() {
    return NONE;
  }

  /** Only if nothing is there: create, never overwrite. */
  public static Condition ifAbsent() {
    return IF_ABSENT;
  }

  /**
   * Only if the object has this etag: compare-and-swap.
   *
   * @param etag as given by a put, a head or a listing
   * @throws IllegalArgumentException if it is empty, or a pattern or list that would match more
   */
  public static Condition ifMatch(String etag) {
    if (etag.isBlank() || !etag.chars().allMatch(Condition::partOfEtag)) {
      throw new IllegalArgumentException("not an etag of one object: '" + etag + "'");
    }
    return new Condition(etag);
  }

  private static boolean partOfEtag(int c) {
    return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != '*';
  }

  /** Whether there is no condition. */
  public boolean isNone() {
    return ifMatch == null;
  }

  /** The value of the If-Match header; null where there is no condition. */
  String headerValue() {
    return ifMatch;
  }

  @Override
  public String toString() {
    return ifMatch == null ? "unconditional" : "If-Match: " + ifMatch;
  }
}
