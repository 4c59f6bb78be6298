/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.store.StoreException;
import java.time.Duration;
import java.util.Optional;

/** Says which check a failure of Manta belongs to: one cause is one fault. */
record MantaTrouble(MantaSettings settings, Optional<Duration> ahead) {
  private static final String REACHED = "reached";

  void explain(StoreException e, Findings findings) {
    switch (e.kind()) {
      case AUTHENTICATION -> {
        findings.add(Finding.ok(CheckName.MANTA, REACHED));
        findings.add(refusedKey(e));
      }
      case CLOCK -> {
        findings.add(Finding.ok(CheckName.MANTA, REACHED));
        findings.add(clock(e));
      }
      case REFUSED, ABSENT, CONFLICT ->
          findings.add(
              fault("refused", e)
                  .remedy("see what the account may do there: imgapi manta ls -l " + area()));
      case THROTTLED ->
          findings.add(
              Finding.warning(CheckName.MANTA, "throttled: Manta asks to slow down")
                  .detail(e.getMessage())
                  .remedy("see in some minutes: imgapi status --only manta"));
      case UNREACHABLE ->
          findings.add(
              fault(
                      isTimeout(e) ? "timed out: no answer from " + url() : "unreachable: " + url(),
                      e)
                  .remedy("check network and manta.url, then: imgapi manta info " + area()));
      case CORRUPT, FULL ->
          findings.add(
              fault("the answer cannot be used", e)
                  .remedy("check that manta.url is that of a Manta: imgapi config manta.url"));
    }
  }

  private Finding fault(String summary, StoreException e) {
    return Finding.fault(CheckName.MANTA, summary)
        .command("imgapi manta info " + area())
        .detail(e.getMessage());
  }

  private static boolean isTimeout(StoreException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof java.io.InterruptedIOException) {
        return true;
      }
    }
    return false;
  }

  private Finding refusedKey(StoreException e) {
    return Finding.fault(CheckName.MANTA_KEY, "refused: " + settings.keyId())
        .command("imgapi manta info " + area())
        .detail((e.remoteCode() + " for " + settings.user() + " at " + url()).strip())
        .see(settings.key() + ".pub")
        .remedy(
            "add the key to the account: triton -a %s key add %s.pub; or: imgapi register-key"
                .formatted(settings.user(), settings.key()));
  }

  private Finding clock(StoreException e) {
    String off = ahead.map(Duration::abs).map(time -> Words.of(withoutMillis(time))).orElse("");
    String summary =
        off.isEmpty() ? "Manta refuses the date" : "Manta refuses the date: it differs by " + off;
    return clockRemedy(Finding.fault(CheckName.CLOCK, summary).detail(e.getMessage()), ahead);
  }

  private static Duration withoutMillis(Duration time) {
    return Duration.ofSeconds(time.toSeconds());
  }

  static Finding clockRemedy(Finding finding, Optional<Duration> ahead) {
    Finding told =
        finding.remedy(
            "set the clock of the compute node, for example in its global zone: svcadm restart ntp");
    return ahead
        .map(time -> told.measured(Measure.CLOCK_SKEW_SECONDS, (double) time.toSeconds()))
        .orElse(told);
  }

  private String area() {
    return settings.layout().rootDir();
  }

  private String url() {
    return settings.shownUrl();
  }
}
