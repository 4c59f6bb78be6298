/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.config.Mode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.ownership.OwnerView;
import io.imgapi.core.store.MantaLook;
import io.imgapi.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether Manta is reached, takes the key and the date, and who owns the area: all of it from one
 * connection, and mostly from one request.
 */
record MantaInquiry(
    Scene scene, Optional<ImgapiConfig> config, MantaLook.Opener opener, OwnerCheck owner)
    implements Inquiry {
  private static final Duration SKEW_TO_TELL = Duration.ofMinutes(1);
  private static final Duration SKEW_TO_FEAR = Duration.ofMinutes(4);

  @Override
  public List<CheckName> checks() {
    return List.of(
        CheckName.KEY_FILES,
        CheckName.MANTA,
        CheckName.MANTA_KEY,
        CheckName.CLOCK,
        CheckName.OWNER);
  }

  @Override
  public void make(Findings findings) {
    if (config.isEmpty()) {
      findings.skipRest(checks(), "the configuration does not say how Manta is reached");
    } else if (config.get().manta().isEmpty()) {
      findings.skipRest(checks(), "this instance has no Manta");
    } else {
      ask(findings, config.get().manta().get());
    }
  }

  private void ask(Findings findings, MantaSettings settings) {
    KeyFileCheck keys = new KeyFileCheck(scene, settings);
    try (MantaLook look = keys.open(opener)) {
      findings.check(CheckName.KEY_FILES, keys::judge);
      if (findings.want(CheckName.MANTA, CheckName.MANTA_KEY, CheckName.CLOCK, CheckName.OWNER)) {
        ask(findings, settings, look);
      }
    } catch (ImgapiException e) {
      findings.add(KeyFileCheck.unusable(e));
      findings.skipRest(checks(), "not asked: there is no usable key, see key files");
    }
  }

  private void ask(Findings findings, MantaSettings settings, MantaLook look) {
    try {
      Optional<byte[]> record = Optional.empty();
      boolean snapshots = false;
      boolean there = true;
      if (config.orElseThrow().mode() == Mode.DC) {
        there = look.isThere(settings.layout().rootDir());
      } else {
        record = look.read(settings.layout().owner(), OwnerView.LARGEST);
        if (record.isEmpty()) {
          snapshots = look.isThere(settings.layout().snapshots());
          there = snapshots || look.isThere(settings.layout().rootDir());
        }
      }
      String area = settings.layout().rootDir();
      findings.add(
          Finding.ok(CheckName.MANTA, there ? area : "reached; " + area + " is not there yet"));
      findings.add(Finding.ok(CheckName.MANTA_KEY, "accepted for " + settings.user()));
      findings.add(clock(look));
      Optional<byte[]> seen = record;
      boolean hasSnapshots = snapshots;
      findings.check(CheckName.OWNER, () -> owner.judge(settings, seen, hasSnapshots));
    } catch (StoreException e) {
      new MantaTrouble(settings, look.ahead()).explain(e, findings);
      findings.skipRest(checks(), "not asked: Manta gave no answer that tells");
    }
  }

  private static Finding clock(MantaLook look) {
    if (look.ahead().isEmpty()) {
      return Finding.skipped(CheckName.CLOCK, "Manta did not say what time it is");
    }
    Duration ahead = look.ahead().get();
    Duration off = ahead.abs();
    String words =
        off.compareTo(Duration.ofSeconds(2)) < 0
            ? "as Manta's"
            : Words.of(off.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                + (ahead.isNegative() ? " behind Manta's" : " ahead of Manta's");
    Finding finding;
    if (off.compareTo(SKEW_TO_TELL) < 0) {
      finding = Finding.ok(CheckName.CLOCK, words);
    } else if (off.compareTo(SKEW_TO_FEAR) < 0) {
      finding = Finding.warning(CheckName.CLOCK, words);
    } else {
      finding = Finding.fault(CheckName.CLOCK, words);
    }
    return finding.state() == CheckState.OK
        ? finding.measured(Measure.CLOCK_SKEW_SECONDS, (double) ahead.toSeconds())
        : MantaTrouble.clockRemedy(finding, Optional.of(ahead));
  }
}
