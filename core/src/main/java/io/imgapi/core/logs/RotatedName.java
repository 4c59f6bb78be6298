/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a rotated log, {@code <log>_<node>_<YYYYMMDDTHHMMSS>.log} (operator-scripts.md 9.1).
 *
 * @param log what is logged; without an underscore
 * @param node the machine's node name, which may have underscores
 * @param rotated when it was rotated
 */
public record RotatedName(String log, String node, Instant rotated) {
  /** What is uploaded lies below the hour that the log tells of, the one before its rotation. */
  private static final Duration TOLD = Duration.ofHours(1);

  private static final Pattern LOG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
  private static final Pattern SHAPE =
      Pattern.compile("(" + LOG + ")_([A-Za-z0-9][A-Za-z0-9._-]*)_([0-9]{8}T[0-9]{6})\\.log");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DIRECTORY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

  /** Whether a log may be called so. */
  public static boolean isLogName(String text) {
    return LOG.matcher(text).matches();
  }

  /** Reads a file's name; empty where it is not of this shape, or its time is none. */
  public static Optional<RotatedName> parse(String fileName) {
    Matcher m = SHAPE.matcher(fileName);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      Instant rotated = LocalDateTime.parse(m.group(3), STAMP).toInstant(ZoneOffset.UTC);
      return Optional.of(new RotatedName(m.group(1), m.group(2), rotated));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name of the file. */
  public String fileName() {
    return log + "_" + node + "_" + STAMP.withZone(ZoneOffset.UTC).format(rotated) + ".log";
  }

  /** Where it belongs in Manta, below {@code logs}: {@code <log>/YYYY/MM/DD/HH}. */
  public String directory() {
    return log + "/" + DIRECTORY.format(rotated.minus(TOLD));
  }

  /** The same log of the same machine with another time. */
  RotatedName at(Instant other) {
    return new RotatedName(log, node, other);
  }

  /**
   * One of several of an hour: the second is named as of node {@code <node>.2}, which every tool
   * that uploads takes for another machine's and so puts beside the first.
   *
   * @param index from 1
   */
  RotatedName numbered(int index) {
    return index == 1 ? this : new RotatedName(log, node + "." + index, rotated);
  }
}
