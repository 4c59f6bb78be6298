/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The server does not accept the date of this machine: more than 300 s off (400 {@code
 * RequestExpired}, or {@code InvalidHeader} with "clock skew"; manta-protocol.md 2.4). Nothing was
 * done. The client does not repeat it.
 */
public final class ClockSkewException extends MantaException {
  private final transient Instant ours;
  private final transient Instant theirs;

  /**
   * Reports a refused date.
   *
   * @param ours this machine's clock at the request
   * @param theirs the server's Date header; null where it had none
   */
  public ClockSkewException(FailedRequest request, Instant ours, Instant theirs) {
    super(
        Category.CLOCK,
        request,
        "date not accepted, this machine has "
            + ours
            + " and the server "
            + (theirs == null ? "did not say" : theirs.toString()),
        null);
    this.ours = ours;
    this.theirs = theirs;
  }

  /** This machine's clock at the request. */
  public Instant ours() {
    return ours;
  }

  /** The server's clock; empty where its answer had no usable Date header. */
  public Optional<Instant> theirs() {
    return Optional.ofNullable(theirs);
  }

  /** How far this machine is ahead; negative where it is behind, empty where not known. */
  public Optional<Duration> ahead() {
    return theirs().map(t -> Duration.between(t, ours));
  }
}
