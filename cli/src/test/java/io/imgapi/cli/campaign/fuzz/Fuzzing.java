/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

/** Feeds spoiled inputs to a target; each follows from the seed and its number alone. */
public final class Fuzzing {
  private final FuzzTarget target;
  private final long seed;

  /** What an input did that it should not have done. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Finding(FuzzTarget target, long number, byte[] input, String why, Throwable cause) {
    @Override
    public String toString() {
      return target.word() + " input " + number + ": " + why + ": " + cause;
    }
  }

  public Fuzzing(FuzzTarget target, long seed) {
    this.target = target;
    this.seed = seed;
  }

  /** One of the inputs. */
  public byte[] input(long number) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + target.word().hashCode() + number);
    random.nextLong();
    byte[] input = target.seeds().get(random.nextInt(target.seeds().size()));
    Mutator mutator = target.mutators().get(random.nextInt(target.mutators().size()));
    return mutator.often(input, target.seeds(), random);
  }

  /** Feeds one; empty where it was answered as it should be. */
  // Whatever an input brings about is what is looked for, errors of the machine included.
  @SuppressWarnings("CatchingUnchecked")
  public Optional<Finding> feed(long number) {
    byte[] input = input(number);
    try {
      target.feeding().feed(input);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(new Finding(target, number, input, "a wrong result", e));
    } catch (Throwable e) {
      return Verdict.on(e, input).map(why -> new Finding(target, number, input, why, e));
    }
  }

  /**
   * Feeds a number of them.
   *
   * @param begun is told of each before it is fed
   */
  public List<Finding> feed(long from, long count, BiConsumer<FuzzTarget, Long> begun) {
    List<Finding> findings = new ArrayList<>();
    for (long number = from; number < from + count; number++) {
      begun.accept(target, number);
      feed(number).ifPresent(findings::add);
    }
    return findings;
  }
}
