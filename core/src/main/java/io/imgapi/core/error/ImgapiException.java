/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A failure an operator is told about: what happened, what to type next, and the exit status.
 *
 * <p>Anything else that escapes a use case is a bug and is reported as {@link ExitCode#BUG}. The
 * message, remedy and context never hold private keys, passwords or tokens.
 */
public final class ImgapiException extends RuntimeException {
  private final ExitCode code;
  private final String remedy;
  private final Map<String, String> context;

  private ImgapiException(
      ExitCode code, String message, String remedy, Map<String, String> context, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.remedy = remedy;
    this.context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }

  /**
   * Starts a failure.
   *
   * @param message what happened and what it means, one sentence without a final stop
   */
  public static ImgapiException of(ExitCode code, String message) {
    return new ImgapiException(code, message, "", Map.of(), null);
  }

  /** The same failure with what the operator should type or do next. */
  public ImgapiException remedy(String text) {
    return copy(text, context, getCause());
  }

  /** The same failure with one more named fact (a file, a key id, an address). */
  public ImgapiException with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(context);
    more.put(name, value);
    return copy(remedy, more, getCause());
  }

  /** The same failure with the exception it came from. */
  public ImgapiException causedBy(Throwable cause) {
    return copy(remedy, context, cause);
  }

  private ImgapiException copy(String newRemedy, Map<String, String> newContext, Throwable cause) {
    ImgapiException copy = new ImgapiException(code, getMessage(), newRemedy, newContext, cause);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /** The category, which is also the exit status. */
  public ExitCode code() {
    return code;
  }

  /** What to type next; empty where there is nothing to add to the message. */
  public String remedy() {
    return remedy;
  }

  /** Named facts in the order in which they were added. */
  public Map<String, String> context() {
    return context;
  }
}
