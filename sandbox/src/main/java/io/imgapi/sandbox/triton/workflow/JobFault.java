/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

/**
 * What goes wrong with jobs.
 *
 * @param job what the name of the job begins with
 * @param kind how it goes wrong
 * @param reason what the job says
 */
public record JobFault(String job, Kind kind, String reason) {

  /** How a job goes wrong. */
  public enum Kind {
    /** It fails at its last step, and the work of that step is not done. */
    FAILS,
    /** It says that it timed out, and the work is done all the same. */
    TIMES_OUT_AND_GOES_ON,
    /** Somebody cancels it. */
    CANCELED,
    /** It hangs until the sandbox ends. */
    HANGS
  }
}
