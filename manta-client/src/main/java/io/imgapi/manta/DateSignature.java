/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.key.MantaSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The Date and Authorization headers. Only the date is signed, so one signature serves every
 * request of the same second, as in the other clients (manta-protocol.md 2.1).
 */
final class DateSignature {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  // An agent may take its time; meanwhile a signature this old is still far from the limit of 300
  // s.
  private static final long USABLE_SECONDS = 5;

  /** One second's headers; authorization is empty for a client without a key. */
  record Headers(long second, String date, String authorization) {}

  private final MantaSigner signer;
  private final String keyId;
  private final Clock clock;
  private final ReentrantLock signing = new ReentrantLock();
  private volatile Headers latest;

  DateSignature(MantaSigner signer, String keyId, Clock clock) {
    this.signer = signer;
    this.keyId = keyId;
    this.clock = clock;
  }

  Headers now() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Headers known = latest;
    if (known != null && known.second() == second) {
      return known;
    }
    if (known != null && recent(known, second) && signing.isLocked()) {
      return known;
    }
    signing.lock();
    try {
      known = latest;
      if (known == null || known.second() != second) {
        known = sign(second);
        latest = known;
      }
      return known;
    } finally {
      signing.unlock();
    }
  }

  private static boolean recent(Headers known, long second) {
    return known.second() < second && second - known.second() <= USABLE_SECONDS;
  }

  private Headers sign(long second) {
    String date = HTTP_DATE.format(Instant.ofEpochSecond(second));
    if (signer == null) {
      return new Headers(second, date, "");
    }
    byte[] signature = signer.sign(("date: " + date).getBytes(StandardCharsets.US_ASCII));
    String authorization =
        "Signature keyId=\""
            + keyId
            + "\",algorithm=\""
            + signer.algorithm()
            + "\",headers=\"date\",signature=\""
            + Base64.getEncoder().encodeToString(signature)
            + "\"";
    return new Headers(second, date, authorization);
  }
}
