/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.error;

/**
 * The published exit statuses. A number never changes its meaning; it is also the category of an
 * {@link ImgapiException}, so that there is one list of the ways in which a command can end.
 */
public enum ExitCode {
  OK(0, "done, or nothing to do"),
  FAILED(1, "the operation failed; for status: at least one fault"),
  USAGE(2, "bad command line"),
  PARTIAL(
      3, "some items failed, the rest is good; nothing of the failed ones was deleted; run again"),
  BUG(4, "unexpected error in imgapi itself; a report block is printed"),
  NOT_SET_UP(10, "never restored, no backup, or not a standalone instance"),
  LOCKED(11, "another run on this machine is busy"),
  AUTH_REFUSED(12, "Manta or an API refused the key"),
  CONFIG_INVALID(13, "the configuration or an input file is wrong"),
  REMOTE_UNAVAILABLE(14, "network trouble or server errors that outlasted the retries"),
  INTEGRITY(15, "a checksum or size does not match"),
  REFUSED(16, "a safety guard stopped the operation"),
  TIMED_OUT(17, "still running elsewhere; the message says how to go on"),
  NOT_OWNER(18, "another instance owns the backup area, or its record is damaged"),
  CLOCK(19, "Manta refused the date; both clocks are printed"),
  INTERRUPTED(130, "interrupted by Ctrl-C (SIGINT)"),
  TERMINATED(143, "ended by SIGTERM");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** The process exit status. */
  public int status() {
    return status;
  }

  /** One phrase for man pages and help. */
  public String meaning() {
    return meaning;
  }
}
