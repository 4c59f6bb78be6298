/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.FailedRequest;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.error.UnreachableException;
import java.time.Duration;

/** One attempt failed; the retry loop decides what becomes of it. */
final class AttemptFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** When another attempt makes sense. */
  enum Again {
    /** It is final, and had no effect. */
    NEVER,
    /** If carrying the request out twice does no harm. */
    IF_HARMLESS,
    /** Always: this attempt had no effect. */
    WITHOUT_EFFECT
  }

  private final transient Again again;
  private final transient FailedRequest request;
  private final transient MantaException known;
  private final transient Duration retryAfter;
  private boolean bodyUsedUp;

  private AttemptFailed(
      Again again,
      FailedRequest request,
      MantaException known,
      Throwable cause,
      Duration retryAfter) {
    super(request.detail(), cause, false, false);
    this.again = again;
    this.request = request;
    this.known = known;
    this.retryAfter = retryAfter;
  }

  /** A failure whose type is certain. */
  static AttemptFailed as(MantaException known, Again again, Duration retryAfter) {
    return new AttemptFailed(again, known.request(), known, known, retryAfter);
  }

  /** A failure that, if it is the last one, means that no usable answer came. */
  static AttemptFailed noAnswer(
      FailedRequest request, Again again, Duration retryAfter, Throwable cause) {
    return new AttemptFailed(again, request, null, cause, retryAfter);
  }

  boolean maybeApplied() {
    return known == null && again == Again.IF_HARMLESS;
  }

  boolean worthRepeating(Repeat repeat) {
    return switch (again) {
      case NEVER -> false;
      case IF_HARMLESS -> repeat == Repeat.WHENEVER_USEFUL;
      case WITHOUT_EFFECT -> true;
    };
  }

  /** Notes that the body of this attempt cannot be written a second time. */
  AttemptFailed usingUp(boolean value) {
    bodyUsedUp = value;
    return this;
  }

  boolean bodyUsedUp() {
    return bodyUsedUp;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  String reason() {
    String status = request.status() == 0 ? "" : request.status() + " ";
    return (status + request.code() + " " + request.detail()).strip();
  }

  MantaException toException(boolean maybeApplied) {
    return known != null ? known : new UnreachableException(request, maybeApplied, getCause());
  }
}
