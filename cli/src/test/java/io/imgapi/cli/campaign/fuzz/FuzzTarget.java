/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.util.List;

/**
 * Something that takes input from outside.
 *
 * @param word its name on the command line
 * @param what is fed, in words
 * @param share its part of all inputs, in relation to the others'
 * @param seeds whole inputs
 * @param mutators how they are spoiled
 * @param feeding takes an input
 */
public record FuzzTarget(
    String word,
    String what,
    int share,
    List<byte[]> seeds,
    List<Mutator> mutators,
    Feeding feeding) {

  /** Copies the lists. */
  public FuzzTarget {
    seeds = List.copyOf(seeds);
    mutators = List.copyOf(mutators);
  }

  /** Takes an input. */
  @FunctionalInterface
  public interface Feeding {
    /**
     * Makes of the input what the program makes of it.
     *
     * @throws Exception a failure of the program's own, which says what is wrong with the input;
     *     every other one is a finding, and so is an {@link AssertionError} about a wrong result
     */
    void feed(byte[] input) throws Exception;
  }
}
