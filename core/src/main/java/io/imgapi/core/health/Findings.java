/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.error.ImgapiException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes what the checks of one inquiry find. For one thread. */
final class Findings {
  private final Set<CheckName> wanted;
  private final Consumer<Finding> taker;
  private final Set<CheckName> taken = EnumSet.noneOf(CheckName.class);

  Findings(Set<CheckName> wanted, Consumer<Finding> taker) {
    this.wanted = wanted;
    this.taker = taker;
  }

  /** Whether one of these is wanted. */
  boolean want(CheckName... checks) {
    for (CheckName check : checks) {
      if (wanted.contains(check)) {
        return true;
      }
    }
    return false;
  }

  /** Takes a finding; each check's first one counts, and only if it is wanted. */
  void add(Finding finding) {
    if (wanted.contains(finding.check()) && taken.add(finding.check())) {
      taker.accept(finding);
    }
  }

  /** Makes a check, if it is wanted. */
  void check(CheckName check, Supplier<Finding> look) {
    if (!wanted.contains(check)) {
      return;
    }
    try {
      add(look.get());
    } catch (ImgapiException e) {
      add(notAsked(check, e));
    } catch (RuntimeException e) {
      add(bug(check, e));
    }
  }

  /** What is left says that it waits for another check. */
  void skipRest(Iterable<CheckName> checks, String why) {
    checks.forEach(check -> add(Finding.skipped(check, why)));
  }

  /** A check that could not be made, and why. */
  static Finding notAsked(CheckName check, ImgapiException e) {
    return Finding.unknown(check, e.getMessage()).detail(facts(e)).remedy(e.remedy());
  }

  static String facts(ImgapiException e) {
    return e.context().entrySet().stream().map(Findings::fact).collect(Collectors.joining(", "));
  }

  private static String fact(Map.Entry<String, String> fact) {
    return fact.getKey() + " " + fact.getValue();
  }

  /** One check that is broken must not hide what all others found. */
  static Finding bug(CheckName check, Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return Finding.unknown(check, "an unexpected error in imgapi itself")
        .detail(e + (trace.length == 0 ? "" : " at " + trace[0]))
        .remedy("report this; the other checks are not affected");
  }
}
