/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import io.imgapi.triton.imgapi.Answer.Broken;
import io.imgapi.triton.imgapi.Answer.ConnectionRefused;
import io.imgapi.triton.imgapi.Answer.TimedOut;
import io.imgapi.triton.imgapi.Answer.TlsTrouble;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Tells why there was no answer. */
final class Unanswered {
  private static final String UNTRUSTED = "unable to find valid certification path";

  private Unanswered() {}

  static <T> Answer<T> of(IOException e, Duration limit) {
    if (e instanceof NotImgapiException) {
      return new Broken<>(e.getMessage());
    }
    if (e instanceof SSLException) {
      return new TlsTrouble<>(tls(e));
    }
    if (e instanceof InterruptedIOException) {
      return Thread.currentThread().isInterrupted()
          ? new Broken<>("interrupted")
          : new TimedOut<>(limit);
    }
    if (e instanceof ConnectException && says(e, "refused")) {
      return new ConnectionRefused<>();
    }
    if (e instanceof UnknownHostException) {
      return new Broken<>("there is no host of this name");
    }
    return new Broken<>("the connection broke: " + text(e));
  }

  private static String tls(IOException e) {
    if (says(e, UNTRUSTED)) {
      return "nobody that is trusted vouches for the certificate";
    }
    if (says(e, "unrecognized SSL message") || says(e, "Unsupported")) {
      return "what listens there does not speak TLS";
    }
    return text(e);
  }

  private static boolean says(Throwable e, String words) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (text(at).toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
