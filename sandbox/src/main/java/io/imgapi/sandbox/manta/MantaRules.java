/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.time.Duration;

/**
 * The limits of one Manta.
 *
 * @param largestDirectory entries in a directory beyond which an object is refused; the test is
 *     "more than", so one more fits (manta-protocol.md 1.4)
 * @param largestStream bytes of a chunked upload without Max-Content-Length
 * @param highestDurability copies one may ask for
 * @param uploadStall silence within an upload after which it is given up with 408
 * @param smallestPart bytes of every part but the last of a multipart upload
 */
public record MantaRules(
    long largestDirectory,
    long largestStream,
    int highestDurability,
    Duration uploadStall,
    long smallestPart) {

  /** The values of a production Manta (manta-protocol.md 5). */
  public static final MantaRules PRODUCTION =
      new MantaRules(1_000_000, 51_200L << 20, 6, Duration.ofSeconds(45), 5L << 20);

  /** Returns the rules with another patience for stalled uploads. */
  public MantaRules withUploadStall(Duration stall) {
    return new MantaRules(largestDirectory, largestStream, highestDurability, stall, smallestPart);
  }

  /** Returns the rules with another directory limit. */
  public MantaRules withLargestDirectory(long entries) {
    return new MantaRules(entries, largestStream, highestDurability, uploadStall, smallestPart);
  }
}
