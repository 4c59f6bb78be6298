/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.util.List;
import java.util.Random;

/** Spoils an input in a way that its form allows. */
@FunctionalInterface
interface Mutator {
  /**
   * Another input.
   *
   * @param seeds all whole inputs of the target, for what is borrowed from another one
   */
  byte[] spoil(byte[] input, List<byte[]> seeds, Random random);

  /** The same, a few times over. */
  default byte[] often(byte[] input, List<byte[]> seeds, Random random) {
    byte[] spoiled = input;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      spoiled = spoil(spoiled, seeds, random);
    }
    return spoiled;
  }
}
