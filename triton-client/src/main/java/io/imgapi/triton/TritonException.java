/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call to a Triton service that did not give what was asked for. Holds no secret: what a service
 * repeats of a private key or a password is masked.
 */
public final class TritonException extends RuntimeException {

  /** What kind of failure it is; absent, refused and unreachable are never confused. */
  public enum Kind {
    /** The service answered that there is no such thing. */
    ABSENT,
    /** The service answered that the caller may not (401, 403; LDAP 49, 50). */
    REFUSED,
    /** The service answered that the request is wrong (other 4xx). */
    REJECTED,
    /** The thing is there already, or another caller was faster (409; LDAP 68). */
    CONFLICT,
    /** The service answered that it cannot now, or failed (429, 5xx; LDAP 51, 52). */
    UNAVAILABLE,
    /** Nobody answered: no host, no connection, no answer in time. */
    UNREACHABLE,
    /** What answered does not speak as the service does. */
    NOT_UNDERSTOOD
  }

  private final Kind kind;
  private final String call;
  private final OptionalInt status;
  private final String code;
  private final List<FieldError> errors;
  private final Optional<String> requestId;
  private final boolean mayHaveHappened;

  private TritonException(Builder builder) {
    super(builder.message, builder.cause);
    kind = builder.kind;
    call = builder.call;
    status = builder.status;
    code = builder.code;
    errors = builder.errors;
    requestId = builder.requestId;
    mayHaveHappened = builder.mayHaveHappened;
  }

  /**
   * Starts a failure.
   *
   * @param call service, method and address, for example {@code VMAPI POST http://.../vms}
   * @param message in the service's words, or ours where it gave none
   */
  public static Builder of(Kind kind, String call, String message) {
    return new Builder(kind, call, message);
  }

  /** The kind. */
  public Kind kind() {
    return kind;
  }

  /** Service, method and address. */
  public String call() {
    return call;
  }

  /** The HTTP status, or the LDAP result code; empty where nothing answered. */
  public OptionalInt status() {
    return status;
  }

  /** The service's code without a trailing {@code Error}; empty where it gave none. */
  public String code() {
    return code;
  }

  /** What the service said of single fields. */
  public List<FieldError> errors() {
    return errors;
  }

  /** The request id to look for in the service's log. */
  public Optional<String> requestId() {
    return requestId;
  }

  /** Whether a change that was asked for may have been made although no answer said so. */
  public boolean mayHaveHappened() {
    return mayHaveHappened;
  }

  /** Collects what is known of a failure. */
  public static final class Builder {
    private final Kind kind;
    private final String call;
    private final String message;
    private OptionalInt status = OptionalInt.empty();
    private String code = "";
    private List<FieldError> errors = List.of();
    private Optional<String> requestId = Optional.empty();
    private boolean mayHaveHappened;
    private Throwable cause;

    private Builder(Kind kind, String call, String message) {
      this.kind = Objects.requireNonNull(kind);
      this.call = call;
      this.message = Masking.of(message);
    }

    /** With the HTTP status or LDAP result code. */
    public Builder status(int value) {
      status = OptionalInt.of(value);
      return this;
    }

    /** With the service's code. */
    public Builder code(String value) {
      code = value.endsWith("Error") ? value.substring(0, value.length() - 5) : value;
      return this;
    }

    /** With what was said of single fields. */
    public Builder errors(List<FieldError> values) {
      errors =
          values.stream()
              .map(one -> new FieldError(one.field(), one.code(), Masking.of(one.message())))
              .toList();
      return this;
    }

    /** With the request id. */
    public Builder requestId(String value) {
      requestId = Optional.of(value);
      return this;
    }

    /** The change that was asked for may have been made. */
    public Builder mayHaveHappened() {
      mayHaveHappened = true;
      return this;
    }

    /** With what it came from; its message must hold no secret. */
    public Builder causedBy(Throwable value) {
      cause = value;
      return this;
    }

    /** The failure. */
    public TritonException build() {
      return new TritonException(this);
    }
  }
}
