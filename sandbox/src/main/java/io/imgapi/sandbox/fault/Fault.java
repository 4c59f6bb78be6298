/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.OptionalInt;

/**
 * One thing that goes wrong with a request. In JSON: an object whose {@code type} is the name given
 * at each record below and whose other members are the record's components.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fault.Pass.class, name = "pass"),
  @JsonSubTypes.Type(value = Fault.Delay.class, name = "delay"),
  @JsonSubTypes.Type(value = Fault.Status.class, name = "status"),
  @JsonSubTypes.Type(value = Fault.Throttled.class, name = "throttled"),
  @JsonSubTypes.Type(value = Fault.ProxyDown.class, name = "proxy-down"),
  @JsonSubTypes.Type(value = Fault.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Fault.Reset.class, name = "reset"),
  @JsonSubTypes.Type(value = Fault.TruncatedResponse.class, name = "truncated-response"),
  @JsonSubTypes.Type(value = Fault.FlippedResponse.class, name = "flipped-response"),
  @JsonSubTypes.Type(value = Fault.FlippedStore.class, name = "flipped-store"),
  @JsonSubTypes.Type(value = Fault.ComputedMd5.class, name = "computed-md5"),
  @JsonSubTypes.Type(value = Fault.Race.class, name = "race"),
  @JsonSubTypes.Type(value = Fault.ClockSkew.class, name = "clock-skew"),
  @JsonSubTypes.Type(value = Fault.DiskFull.class, name = "disk-full"),
  @JsonSubTypes.Type(value = Fault.KeyUnknown.class, name = "key-unknown"),
  @JsonSubTypes.Type(value = Fault.Hang.class, name = "hang"),
  @JsonSubTypes.Type(value = Fault.LostAnswer.class, name = "lost-answer"),
  @JsonSubTypes.Type(value = Fault.Script.class, name = "script")
})
public sealed interface Fault {

  /** {@code pass}: nothing goes wrong; useful as a step of a script. */
  record Pass() implements Fault {}

  /**
   * {@code delay}: the request is handled later. Several matching delays add up.
   *
   * @param millis how much later
   */
  record Delay(long millis) implements Fault {}

  /**
   * {@code status}: nothing is done and an error is answered.
   *
   * @param status 500 answers {@code InternalError}, 503 {@code ServiceUnavailable}, anything else
   *     {@code InternalError} with that status
   * @param retryAfterSeconds the {@code Retry-After} header; none when null
   */
  record Status(int status, Integer retryAfterSeconds) implements Fault {

    /** An answer without {@code Retry-After}. */
    public Status(int status) {
      this(status, null);
    }

    /** Returns the {@code Retry-After} header's seconds; empty for none. */
    public OptionalInt retryAfter() {
      return retryAfterSeconds == null ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
    }
  }

  /** {@code throttled}: 503 {@code ThrottledError} without Retry-After (manta-protocol.md 4). */
  record Throttled() implements Fault {}

  /** {@code proxy-down}: nothing is done; haproxy answers 503 with a page of its own in HTML. */
  record ProxyDown() implements Fault {

    /** What haproxy sends. */
    public static final String PAGE =
        """
        <html><body><h1>503 Service Unavailable</h1>
        No server is available to handle this request.
        </body></html>
        """;
  }

  /** {@code refused}: the connection is closed before anything is read or answered. */
  record Refused() implements Fault {}

  /**
   * {@code reset}: the connection is reset (RST).
   *
   * @param moment when
   */
  record Reset(Moment moment) implements Fault {

    /** When a connection is reset. */
    public enum Moment {
      /** Before any byte of the request's body is read; nothing is done. */
      BEFORE_REQUEST_BODY,
      /** After about half of the request's body; nothing is stored. */
      IN_REQUEST_BODY,
      /** After the whole of the request's body; nothing is stored. */
      AFTER_REQUEST_BODY,
      /** After about half of the response's body. */
      IN_RESPONSE_BODY,
      /** After the whole of the response. */
      AFTER_RESPONSE_BODY
    }
  }

  /**
   * {@code truncated-response}: the response's body ends early and the connection is closed.
   *
   * @param afterBytes how many bytes are sent; about half of them when null
   */
  record TruncatedResponse(Long afterBytes) implements Fault {

    /** Ends about half way. */
    public TruncatedResponse() {
      this(null);
    }
  }

  /**
   * {@code flipped-response}: one bit of the response's body is wrong.
   *
   * @param offset which byte; a random one when null
   */
  record FlippedResponse(Long offset) implements Fault {

    /** Flips a bit of a random byte. */
    public FlippedResponse() {
      this(null);
    }
  }

  /**
   * {@code flipped-store}: one bit of the request's body is wrong before the server hashes and
   * stores it, as if damaged on the way: Computed-MD5 shows it, and a Content-MD5 is refused.
   *
   * @param offset which byte; the first when null
   */
  record FlippedStore(Long offset) implements Fault {

    /** Flips a bit of the first byte. */
    public FlippedStore() {
      this(null);
    }
  }

  /**
   * {@code computed-md5}: the object is stored, but the Computed-MD5 header is wrong or missing.
   *
   * @param missing whether the header is left out instead of being wrong
   */
  record ComputedMd5(boolean missing) implements Fault {}

  /** {@code race}: a competing write wins at the last moment: 409 {@code ConcurrentRequest}. */
  record Race() implements Fault {}

  /**
   * {@code clock-skew}: the server's clock is off for this request.
   *
   * @param seconds positive when the server's clock is ahead
   */
  record ClockSkew(long seconds) implements Fault {}

  /** {@code disk-full}: an upload is refused with 507 {@code NotEnoughSpace}. */
  record DiskFull() implements Fault {}

  /** {@code key-unknown}: the key has not reached this server: 403 {@code KeyDoesNotExist}. */
  record KeyUnknown() implements Fault {}

  /** {@code hang}: no answer until the faults are cleared or the server closes. */
  record Hang() implements Fault {}

  /**
   * {@code lost-answer}: the operation is carried out, but the connection dies before the answer.
   */
  record LostAnswer() implements Fault {}

  /**
   * {@code script}: each matching request takes the next step; after the last, nothing happens.
   *
   * @param steps the faults in order
   */
  record Script(List<Fault> steps) implements Fault {

    /** Copies the steps. */
    public Script {
      steps = List.copyOf(steps);
    }
  }
}
