/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox;

/** Why a sandbox cannot do what it was asked. */
public final class SandboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String remedy;

  /** Kinds of failure. */
  public enum Reason {
    /** A sandbox runs in this directory already. */
    ALREADY_RUNNING,
    /** No sandbox runs in this directory. */
    NOT_RUNNING,
    /** Another program has the port. */
    PORT_IN_USE,
    /** The directory cannot be created, read or written. */
    DIRECTORY_NOT_USABLE,
    /** The process ended, or did not answer in time, while it was being started. */
    START_FAILED,
    /** The process did not end in time. */
    STOP_FAILED,
    /** The running sandbox refused a request or cannot be reached. */
    CONTROL_FAILED,
    /** A zone cannot be set up, or a service in it does not start. */
    ZONE_FAILED,
    /** There is no zone of that name. */
    NO_SUCH_ZONE,
    /** There is a zone of that name already. */
    ZONE_EXISTS,
    /** Something asked for is not valid. */
    INVALID_ARGUMENT
  }

  /**
   * Makes a failure.
   *
   * @param reason its kind
   * @param message what happened, one sentence
   * @param remedy what to do about it
   */
  public SandboxException(Reason reason, String message, String remedy) {
    this(reason, message, remedy, null);
  }

  /** Makes a failure with a cause. */
  public SandboxException(Reason reason, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** Returns the kind. */
  public Reason reason() {
    return reason;
  }

  /** Returns what to do about it. */
  public String remedy() {
    return remedy;
  }
}
