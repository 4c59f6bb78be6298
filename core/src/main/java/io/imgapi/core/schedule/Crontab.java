/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

import io.imgapi.core.markedtext.MarkedBlock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A crontab as a value. Lines that are not ours stay as they are, to the byte: ours stand in a
 * block between two marks, and the lines whose place they take are commented out where they stand,
 * so that {@link #detached} gives back what {@link #attached} was given.
 */
public final class Crontab {
  private static final MarkedBlock BLOCK =
      new MarkedBlock(Crontab::isOurs, line -> isReplaced(new CronLine(line)));

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
    return new Crontab(BLOCK.into(text, Stream.of(Job.values()).map(Job::line).toList()));
  }

  /** Without our lines, and those of the original tools active again. Safe to repeat. */
  public Crontab detached() {
    return new Crontab(BLOCK.outOf(text));
  }

  /** Whether this is what {@link #attached} makes of it. */
  public boolean isAttached() {
    return attached().text.equals(text);
  }

  /** The jobs that no active line does. */
  public Set<Job> missing() {
    Set<Job> missing = EnumSet.allOf(Job.class);
    MarkedBlock.linesOf(text).stream()
        .map(CronLine::new)
        .filter(CronLine::isActive)
        .forEach(line -> missing.removeIf(job -> job.isDoneBy(line)));
    return missing;
  }

  /** The active lines, outside of our block, that run an original tool for this job. */
  public List<String> replacedBy(Job job) {
    return BLOCK.outside(text).stream()
        .map(CronLine::new)
        .filter(line -> line.isActive() && job.isReplacedIn(line))
        .map(CronLine::text)
        .toList();
  }

  private static boolean isOurs(String line) {
    return Stream.of(Job.values()).anyMatch(job -> job.isDoneBy(new CronLine(line)));
  }

  private static boolean isReplaced(CronLine line) {
    return line.isActive() && Stream.of(Job.values()).anyMatch(job -> job.isReplacedIn(line));
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
