/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.imgapi.triton.CallInterruptedException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** What a result of LDAP means (triton-apis.md 3.1, 3.3). */
final class LdapFailures {
  private LdapFailures() {}

  static RuntimeException of(String call, LDAPException e, boolean change) {
    ResultCode code = e.getResultCode();
    Kind kind = kind(code);
    if (kind == Kind.UNREACHABLE && Thread.currentThread().isInterrupted()) {
      return new CallInterruptedException(call, e);
    }
    TritonException.Builder failure =
        TritonException.of(kind, call, words(kind, e)).code(code.getName());
    if (kind != Kind.UNREACHABLE) {
      return failure.status(code.intValue()).build();
    }
    return change ? failure.mayHaveHappened().build() : failure.build();
  }

  private static Kind kind(ResultCode code) {
    if (code.equals(ResultCode.NO_SUCH_OBJECT)) {
      return Kind.ABSENT;
    }
    if (code.equals(ResultCode.INVALID_CREDENTIALS)
        || code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
        || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION)) {
      return Kind.REFUSED;
    }
    if (code.equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
      return Kind.CONFLICT;
    }
    if (code.equals(ResultCode.BUSY)
        || code.equals(ResultCode.UNAVAILABLE)
        || code.equals(ResultCode.OPERATIONS_ERROR)
        || code.equals(ResultCode.UNWILLING_TO_PERFORM)
        || code.equals(ResultCode.OTHER)) {
      return Kind.UNAVAILABLE;
    }
    if (code.equals(ResultCode.SERVER_DOWN)
        || code.equals(ResultCode.CONNECT_ERROR)
        || code.equals(ResultCode.TIMEOUT)
        || code.equals(ResultCode.DECODING_ERROR)
        || code.equals(ResultCode.LOCAL_ERROR)) {
      return Kind.UNREACHABLE;
    }
    return Kind.REJECTED;
  }

  /** The library's own texts name hosts and causes at length; the server's say what it meant. */
  private static String words(Kind kind, LDAPException e) {
    String said = e.getDiagnosticMessage();
    if (kind == Kind.UNREACHABLE) {
      return e.getResultCode().equals(ResultCode.TIMEOUT)
          ? "no answer in time"
          : "no connection: " + reason(e);
    }
    return said == null || said.isBlank() ? e.getResultCode().getName() : said;
  }

  /** What a socket says is meant for people; what is below it may be words of a library. */
  private static String reason(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null && !isOfSocket(at)) {
      at = at.getCause();
    }
    if (at instanceof LDAPException) {
      return "the connection broke";
    }
    if (at instanceof UnknownHostException) {
      return "there is no host of the name " + at.getMessage();
    }
    return at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
  }

  private static boolean isOfSocket(Throwable e) {
    return e instanceof SocketException
        || e instanceof SocketTimeoutException
        || e instanceof UnknownHostException;
  }
}
