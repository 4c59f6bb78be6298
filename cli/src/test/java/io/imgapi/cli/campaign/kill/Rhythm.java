/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

/**
 * What a kind of run usually takes: nanoseconds to the first sign of work, nanoseconds from there
 * to its end, and requests. It follows the machine's moods.
 */
final class Rhythm {
  private static final double SHARE_OF_THE_NEWEST = 0.3;
  private double start;
  private double work;
  private double requests;
  private boolean known;

  /** Learns from a run that came to its end. */
  void ended(long toFirstSign, long fromThere, int made) {
    double share = known ? SHARE_OF_THE_NEWEST : 1;
    start += (toFirstSign - start) * share;
    work += (fromThere - work) * share;
    requests += (made - requests) * share;
    known = true;
  }

  boolean isKnown() {
    return known;
  }

  double start() {
    return start;
  }

  double work() {
    return work;
  }

  int requests() {
    return (int) Math.round(requests);
  }
}
