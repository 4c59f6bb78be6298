/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * A Manta request failed. Always one of the subclasses, which callers may tell apart by type or, in
 * an exhaustive switch, by {@link #category()}.
 *
 * <p>Where it is thrown the client has already repeated the request as often as its retry policy
 * allows and as is safe; see each operation. Messages never hold keys, passphrases or signatures.
 */
public abstract sealed class MantaException extends RuntimeException
    permits AbsentException,
        RefusedException,
        ConflictException,
        ThrottledException,
        UnreachableException,
        CorruptException,
        ClockSkewException,
        FullException,
        BadAnswerException,
        StoppedException {

  /** The kinds of failure; one for each subclass. */
  public enum Category {
    /** The server says that the object, the directory or its parent is not there. */
    ABSENT,
    /** The server understood and will not do it: key, permission, argument. */
    REFUSED,
    /** Another writer was faster, or a condition did not hold. */
    CONFLICT,
    /** The server asked to be asked less often, and kept doing so. */
    THROTTLED,
    /** No usable answer: network, time-out, or 5xx. Says nothing about what is stored. */
    UNREACHABLE,
    /** Bytes differ from their checksum or length. */
    CORRUPT,
    /** The server does not accept the date of this machine. */
    CLOCK,
    /** No space, or a directory with the most entries it may have. */
    FULL,
    /** An answer that the protocol does not know. */
    BAD_ANSWER,
    /** The calling thread was interrupted or the client closed. */
    STOPPED
  }

  private final Category category;
  private final transient FailedRequest request;

  MantaException(Category category, FailedRequest request, String what, Throwable cause) {
    super(request.describe(what), cause);
    this.category = category;
    this.request = request;
  }

  /** The kind of failure. */
  public Category category() {
    return category;
  }

  /** All facts about the request. */
  public FailedRequest request() {
    return request;
  }

  /** HTTP method. */
  public String method() {
    return request.method();
  }

  /** Decoded Manta path. */
  public String path() {
    return request.path();
  }

  /** HTTP status; 0 where no answer came. */
  public int status() {
    return request.status();
  }

  /** Manta's error code; empty where the answer had none. */
  public String code() {
    return request.code();
  }

  /** The server's request id; empty where there was none. */
  public String requestId() {
    return request.requestId();
  }
}
