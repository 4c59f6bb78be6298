/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

/**
 * The store could not do what was asked; {@link #kind()} says which of the different answers it
 * was.
 */
public final class StoreException extends RuntimeException {
  private final Kind kind;
  private final String path;
  private final String remoteCode;
  private final String etag;
  private final boolean maybeApplied;

  /** The different answers; they are never confused. */
  public enum Kind {
    /** The store answered: there is no such thing, or no parent directory. */
    ABSENT,
    /** The store does not accept the key, the account or the signature. */
    AUTHENTICATION,
    /** The store understood and will not do it. */
    REFUSED,
    /** A condition did not hold, or somebody else changed the entry at the same time. */
    CONFLICT,
    /** The store asked to slow down, and went on doing so after the retries. */
    THROTTLED,
    /** No answer, a broken connection or a server error, still after the retries. */
    UNREACHABLE,
    /** Bytes or a digest are not what they must be, or the answer makes no sense. */
    CORRUPT,
    /** The store refuses the date of the request. */
    CLOCK,
    /** The store has no room left. */
    FULL
  }

  /** A failure without further detail. */
  public StoreException(Kind kind, String path, String message) {
    this(kind, path, message, "", "", false, null);
  }

  /**
   * A failure.
   *
   * @param path what the request was about
   * @param message what happened, as a phrase
   * @param remoteCode the store's own code, empty where there was none
   * @param etag version that the store holds now, where a put went wrong after it was stored
   * @param maybeApplied whether the change may have happened although no answer came
   */
  public StoreException(
      Kind kind,
      String path,
      String message,
      String remoteCode,
      String etag,
      boolean maybeApplied,
      Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.path = path;
    this.remoteCode = remoteCode;
    this.etag = etag;
    this.maybeApplied = maybeApplied;
  }

  public Kind kind() {
    return kind;
  }

  /** What the request was about. */
  public String path() {
    return path;
  }

  /** The store's own error code; empty where there was none. */
  public String remoteCode() {
    return remoteCode;
  }

  /** Version that the store holds now after a put that went wrong; empty where nothing is known. */
  public String etag() {
    return etag;
  }

  /** Whether the change may have happened although no answer came. */
  public boolean maybeApplied() {
    return maybeApplied;
  }
}
