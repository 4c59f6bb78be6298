/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

import java.util.Locale;

/**
 * The facts about a request that failed. Holds neither signatures nor request headers.
 *
 * @param method HTTP method
 * @param path decoded Manta path, without query
 * @param status HTTP status; 0 where no answer came
 * @param code Manta's error code, for example {@code ResourceNotFound}; empty where the answer had
 *     none (HEAD never has one, manta-protocol.md 3.3)
 * @param requestId the server's {@code x-request-id}; empty where there was none
 * @param detail the server's message or the local reason; empty where there is none
 */
public record FailedRequest(
    String method, String path, int status, String code, String requestId, String detail) {

  private static final int MAX_DETAIL = 500;

  /** Strips control characters and signatures, and cuts what is too long to be a message. */
  public FailedRequest {
    path = printable(path, Integer.MAX_VALUE);
    code = printable(code, MAX_DETAIL);
    requestId = printable(requestId, MAX_DETAIL);
    detail = printable(withoutSignature(detail), MAX_DETAIL);
  }

  /** A request that got no answer. */
  public static FailedRequest unanswered(String method, String path, String reason) {
    return new FailedRequest(method, path, 0, "", "", reason);
  }

  /** The same facts with another detail. */
  public FailedRequest withDetail(String text) {
    return new FailedRequest(method, path, status, code, requestId, text);
  }

  /** The same facts with a code that this client gives because the server gave none. */
  public FailedRequest withCode(String name) {
    return new FailedRequest(method, path, status, name, requestId, detail);
  }

  String describe(String what) {
    StringBuilder text = new StringBuilder(160);
    text.append(method).append(' ').append(path).append(": ").append(what);
    if (status != 0) {
      text.append(" (").append(status);
      if (!code.isEmpty()) {
        text.append(' ').append(code);
      }
      text.append(')');
    }
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    if (!requestId.isEmpty()) {
      text.append(" [request ").append(requestId).append(']');
    }
    return text.toString();
  }

  private static String withoutSignature(String text) {
    // Some servers quote the offending header; what was signed must not reach a log through that.
    if (!text.toLowerCase(Locale.ROOT).contains("signature")) {
      return text;
    }
    return text.replaceAll("(?i)(signature\\\\?[\"']?\\s*[=:]\\s*)\\S+", "$1(withheld)");
  }

  private static String printable(String text, int max) {
    int length = Math.min(text.length(), max);
    for (int i = 0; i < length; i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return replaceControls(text.substring(0, length));
      }
    }
    return length == text.length() ? text : text.substring(0, length) + "...";
  }

  private static String replaceControls(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return clean.toString();
  }
}
