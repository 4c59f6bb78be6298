/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.time.Sleeper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a log on as it grows, over truncation and over replacement by another file.
 *
 * <p>A file reached over SSH has no identity that could be compared. So the last bytes that were
 * shown are read again with what comes after them: where they are others, or the file is shorter,
 * it is not what it was, and is read from its beginning. What was written in the last half second
 * before that is in the rotated file only.
 */
final class LogFollower {
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final int BLOCK = 128 * 1024;
  private static final int ANCHOR = 64;
  private final HostFiles files;
  private final Path file;
  private final Predicate<String> wanted;
  private final LineSink sink;
  private final Events events;
  private final Sleeper sleeper;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private byte[] anchor = {};
  private long offset;
  private boolean toldOfAbsence;

  LogFollower(
      HostFiles files,
      Path file,
      Predicate<String> wanted,
      LineSink sink,
      Events events,
      Sleeper sleeper) {
    this.files = files;
    this.file = file;
    this.wanted = wanted;
    this.sink = sink;
    this.events = events;
    this.sleeper = sleeper;
  }

  /** Gives what comes from an offset on until nobody reads any more, or this thread is stopped. */
  void from(long begin) {
    offset = begin;
    anchor = files.readPart(file, anchorOf(begin), (int) (begin - anchorOf(begin))).orElse(anchor);
    while (sinkWantsMore()) {
      try {
        sleeper.sleep(BETWEEN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean sinkWantsMore() {
    readOn();
    return sink.caughtUp();
  }

  /** Gives what is there and ends; a last line without its end is given too. */
  void toTheEnd() {
    readOn();
    finishLine();
    sink.caughtUp();
  }

  private static long anchorOf(long position) {
    return Math.max(0, position - ANCHOR);
  }

  private void readOn() {
    Optional<FileFacts> facts = files.lookThrough(file);
    if (facts.isEmpty()) {
      absent();
      return;
    }
    toldOfAbsence = false;
    if (facts.get().size() < offset) {
      startAgain();
    }
    boolean more = facts.get().size() > offset;
    while (more) {
      byte[] part =
          files.readPart(file, offset - anchor.length, anchor.length + BLOCK).orElse(new byte[0]);
      if (!beginsWithAnchor(part)) {
        startAgain();
        continue;
      }
      int fresh = part.length - anchor.length;
      take(part, anchor.length);
      offset += fresh;
      anchor = Arrays.copyOfRange(part, Math.max(0, part.length - ANCHOR), part.length);
      more = fresh == BLOCK && sink.caughtUp();
    }
  }

  private boolean beginsWithAnchor(byte[] part) {
    return part.length >= anchor.length
        && Arrays.equals(part, 0, anchor.length, anchor, 0, anchor.length);
  }

  private void absent() {
    if (!toldOfAbsence) {
      events.notice(Events.Level.INFO, "waiting for " + file + ", which is not there");
      toldOfAbsence = true;
    }
    finishLine();
    offset = 0;
    anchor = new byte[0];
  }

  private void startAgain() {
    events.notice(
        Events.Level.INFO, file + " was rotated; going on at the beginning of the new one");
    finishLine();
    offset = 0;
    anchor = new byte[0];
  }

  private void take(byte[] part, int from) {
    int begin = from;
    for (int i = from; i < part.length; i++) {
      if (part[i] == '\n') {
        unfinished.write(part, begin, i - begin);
        give();
        begin = i + 1;
      }
    }
    unfinished.write(part, begin, part.length - begin);
    if (unfinished.size() > LogTail.LONGEST_LINE) {
      give();
    }
  }

  private void finishLine() {
    if (unfinished.size() > 0) {
      give();
    }
  }

  private void give() {
    String line = unfinished.toString(StandardCharsets.UTF_8);
    unfinished.reset();
    if (wanted.test(line)) {
      sink.line(line);
    }
  }
}
