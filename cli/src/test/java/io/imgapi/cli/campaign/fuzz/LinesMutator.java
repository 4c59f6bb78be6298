/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes the lines of a text: gone, doubled, moved, borrowed, joined, spoiled one by one. */
final class LinesMutator implements Mutator {
  private final Mutator line;

  /** Lines that are spoiled as this one does it. */
  LinesMutator(Mutator line) {
    this.line = line;
  }

  @Override
  public byte[] spoil(byte[] input, List<byte[]> seeds, Random random) {
    List<String> lines = lines(input);
    List<String> others = lines(seeds.get(random.nextInt(seeds.size())));
    int at = random.nextInt(lines.size());
    String one = lines.get(at);
    switch (random.nextInt(7)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), one);
      case 2 -> lines.add(lines.remove(at));
      case 3 -> lines.add(at, others.get(random.nextInt(others.size())));
      case 4 -> lines.set(at, one + "\r");
      default -> lines.set(at, latin(line.spoil(bytes(one), List.of(input), random)));
    }
    return bytes(String.join("\n", lines));
  }

  private static List<String> lines(byte[] text) {
    return new ArrayList<>(List.of(latin(text).split("\n", -1)));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
