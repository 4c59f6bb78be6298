/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.markedtext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Our lines in a text file that others write too: they stand in a block between two marks at its
 * end, and the lines whose place they take are commented out where they stand. Taking ours out
 * gives back what was there, to the byte.
 *
 * @param ours whether a line in the block is ours; any other that somebody wrote there stays
 * @param replaced whether a line of somebody else is one whose place ours take
 */
public record MarkedBlock(Predicate<String> ours, Predicate<String> replaced) {
  private static final String BEGIN = "# imgapi: begin; kept by imgapi attach";
  private static final String BEGIN_AFTER_OPEN_LINE = BEGIN + " (after a line without its end)";
  private static final String END = "# imgapi: end";
  private static final String PUT_OFF = "#imgapi-off# ";

  /** The text with these lines in it. Safe to repeat, also with other lines than before. */
  public String into(String text, List<String> lines) {
    String bare = outOf(text);
    StringBuilder merged = new StringBuilder();
    for (String line : linesOf(bare)) {
      merged.append(replaced.test(line) ? PUT_OFF : "").append(line).append('\n');
    }
    boolean open = !bare.isEmpty() && !bare.endsWith("\n");
    merged.append(open ? BEGIN_AFTER_OPEN_LINE : BEGIN).append('\n');
    lines.forEach(line -> merged.append(line).append('\n'));
    return merged.append(END).append('\n').toString();
  }

  /** The text without our lines, and what they replaced in force again. Safe to repeat. */
  public String outOf(String text) {
    List<String> outside = outside(text);
    String bare =
        outside.stream()
            .map(line -> line.startsWith(PUT_OFF) ? line.substring(PUT_OFF.length()) : line)
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    return endsOpen(text) ? bare.substring(0, bare.length() - 1) : bare;
  }

  /** The lines that are not ours, as they stand. */
  public List<String> outside(String text) {
    List<String> all = linesOf(text);
    return numbersOutside(all).stream().map(all::get).toList();
  }

  private List<Integer> numbersOutside(List<String> lines) {
    List<Integer> outside = new ArrayList<>();
    boolean inBlock = false;
    for (int number = 0; number < lines.size(); number++) {
      String line = lines.get(number);
      if (line.startsWith(BEGIN)) {
        inBlock = true;
      } else if (inBlock && line.equals(END)) {
        inBlock = false;
      } else if (!inBlock || !ours.test(line)) {
        outside.add(number);
      }
    }
    return outside;
  }

  /** Whether the last line that is not ours had no end, before ours came behind it. */
  private boolean endsOpen(String text) {
    List<String> all = linesOf(text);
    List<Integer> outside = numbersOutside(all);
    if (outside.isEmpty()) {
      return false;
    }
    int behindTheLast = outside.get(outside.size() - 1) + 1;
    return behindTheLast < all.size()
        ? all.get(behindTheLast).equals(BEGIN_AFTER_OPEN_LINE)
        : !text.endsWith("\n");
  }

  /** The lines of a text, without their ends. */
  public static List<String> linesOf(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    String closed = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return Arrays.asList(closed.split("\n", -1));
  }
}
