/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A crontab as a value. Lines that are not ours stay as they are, to the byte: ours stand in a
 * block between two marks, and the lines whose place they take are commented out where they stand,
 * so that {@link #detached} gives back what {@link #attached} was given.
 */
public final class Crontab {
  private static final String BEGIN = "# imgapi: begin; kept by imgapi attach";
  private static final String BEGIN_AFTER_OPEN_LINE = BEGIN + " (after a line without its end)";
  private static final String END = "# imgapi: end";

  private final String text;

  private Crontab(String text) {
    this.text = text;
  }

  /** The crontab with this text; empty where there is none. */
  public static Crontab of(String text) {
    return new Crontab(text);
  }

  /** Its text. */
  public String text() {
    return text;
  }

  /** With our lines in it, in the place of those of the original tools. Safe to repeat. */
  public Crontab attached() {
    Crontab bare = detached();
    StringBuilder merged = new StringBuilder();
    for (CronLine line : bare.lines()) {
      merged.append((isReplaced(line) ? line.putOff() : line).text()).append('\n');
    }
    merged
        .append(!bare.text.isEmpty() && !bare.text.endsWith("\n") ? BEGIN_AFTER_OPEN_LINE : BEGIN)
        .append('\n');
    for (Job job : Job.values()) {
      merged.append(job.line()).append('\n');
    }
    return new Crontab(merged.append(END).append('\n').toString());
  }

  /** Without our lines, and those of the original tools active again. Safe to repeat. */
  public Crontab detached() {
    List<CronLine> outside = outside();
    String bare =
        outside.stream().map(line -> line.putOn().text() + "\n").collect(Collectors.joining());
    return new Crontab(endsOpen(outside) ? bare.substring(0, bare.length() - 1) : bare);
  }

  /** Whether the last line that is not ours had no end, before ours came behind it. */
  private boolean endsOpen(List<CronLine> outside) {
    if (outside.isEmpty()) {
      return false;
    }
    List<CronLine> all = lines();
    CronLine last = outside.get(outside.size() - 1);
    int behindIt = all.lastIndexOf(last) + 1;
    return behindIt < all.size()
        ? all.get(behindIt).text().equals(BEGIN_AFTER_OPEN_LINE)
        : !text.endsWith("\n");
  }

  /** Whether this is what {@link #attached} makes of it. */
  public boolean isAttached() {
    return attached().text.equals(text);
  }

  /** The jobs that no active line does. */
  public Set<Job> missing() {
    Set<Job> missing = EnumSet.allOf(Job.class);
    lines().stream()
        .filter(CronLine::isActive)
        .forEach(line -> missing.removeIf(job -> job.isDoneBy(line)));
    return missing;
  }

  /** The active lines, outside of our block, that run an original tool for this job. */
  public List<String> replacedBy(Job job) {
    return outside().stream()
        .filter(line -> line.isActive() && job.isReplacedIn(line))
        .map(CronLine::text)
        .toList();
  }

  private static boolean isReplaced(CronLine line) {
    return line.isActive() && Stream.of(Job.values()).anyMatch(job -> job.isReplacedIn(line));
  }

  /** All lines but our block; what somebody wrote into the block is not ours. */
  private List<CronLine> outside() {
    List<CronLine> outside = new ArrayList<>();
    boolean inBlock = false;
    for (CronLine line : lines()) {
      if (line.text().startsWith(BEGIN)) {
        inBlock = true;
      } else if (inBlock && line.text().equals(END)) {
        inBlock = false;
      } else if (!inBlock || Stream.of(Job.values()).noneMatch(job -> job.isDoneBy(line))) {
        outside.add(line);
      }
    }
    return outside;
  }

  private List<CronLine> lines() {
    if (text.isEmpty()) {
      return List.of();
    }
    String closed = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return Arrays.stream(closed.split("\n", -1)).map(CronLine::new).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Crontab that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
