/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

/**
 * Where the bytes of an object are.
 *
 * @param kind the place
 * @param id number within that place; 0 for {@link Kind#EMPTY}
 */
public record BodyRef(Kind kind, long id) {

  /** The body of every empty object. */
  public static final BodyRef EMPTY = new BodyRef(Kind.EMPTY, 0);

  /** The places. */
  public enum Kind {
    /** No bytes at all. */
    EMPTY(0),
    /** A record beside the index: small objects. */
    RECORD(1),
    /** A file below {@code objects}. */
    FILE(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** Returns what stands for this place on disk. */
    byte code() {
      return (byte) code;
    }

    static Kind ofCode(byte code) {
      return switch (code) {
        case 0 -> EMPTY;
        case 1 -> RECORD;
        case 2 -> FILE;
        default -> throw new IllegalStateException("unknown place " + code);
      };
    }
  }
}
