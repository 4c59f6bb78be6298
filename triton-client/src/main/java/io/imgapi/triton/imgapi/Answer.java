/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.time.Duration;
import java.util.function.Function;

/**
 * What came of one question. Only {@link Answered} holds a value; the others say why there is none.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

  /**
   * The service answered as it should.
   *
   * @param status of HTTP, 200 to 299
   */
  record Answered<T>(int status, T value) implements Answer<T> {}

  /**
   * Something answered, and said no.
   *
   * @param status of HTTP
   * @param code the service's own, for example {@code UnauthorizedError}; empty where it gave none
   * @param message of the service; empty where it gave none
   * @param by who said it
   */
  record Declined<T>(int status, String code, String message, Speaker by) implements Answer<T> {}

  /** Nobody listens at that port. */
  record ConnectionRefused<T>() implements Answer<T> {}

  /** No answer in time. */
  record TimedOut<T>(Duration limit) implements Answer<T> {}

  /**
   * There is no TLS, or none that can be trusted.
   *
   * @param reason of the TLS library
   */
  record TlsTrouble<T>(String reason) implements Answer<T> {}

  /**
   * The connection broke, there is no such host, or what came is not what the image service sends.
   *
   * @param reason in words
   */
  record Broken<T>(String reason) implements Answer<T> {}

  /** Who speaks where the answer is a no. */
  enum Speaker {
    /** The image service, or something that speaks as it does. */
    SERVICE,
    /** The TLS front end, because it finds no service behind it. */
    FRONT_END
  }

  /** The same answer with its value, where there is one, made into another. */
  default <R> Answer<R> map(Function<? super T, ? extends R> change) {
    if (this instanceof Answered<T> answered) {
      return new Answered<>(answered.status(), change.apply(answered.value()));
    }
    if (this instanceof Declined<T> no) {
      return new Declined<>(no.status(), no.code(), no.message(), no.by());
    }
    if (this instanceof TimedOut<T> timedOut) {
      return new TimedOut<>(timedOut.limit());
    }
    if (this instanceof TlsTrouble<T> trouble) {
      return new TlsTrouble<>(trouble.reason());
    }
    if (this instanceof Broken<T> broken) {
      return new Broken<>(broken.reason());
    }
    return new ConnectionRefused<>();
  }
}
