/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.bunyan.BunyanLevel;
import io.imgapi.core.bunyan.BunyanRecord;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.time.Sleeper;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Shows a log, from its last lines on, and follows it. */
public final class ShowLog {
  private final InstanceLayout layout;
  private final Host host;
  private final Sleeper sleeper;

  public ShowLog(InstanceLayout layout, Host host, Sleeper sleeper) {
    this.layout = layout;
    this.host = host;
    this.sleeper = sleeper;
  }

  /**
   * What is wanted.
   *
   * @param lines how many of the last lines; empty for all
   * @param level records below it are left out; lines that are no records always count
   * @param follow whether to go on as the log grows
   */
  public record Request(
      LogKind kind, OptionalLong lines, Optional<BunyanLevel> level, boolean follow) {}

  /**
   * Gives the lines.
   *
   * @throws ImgapiException {@code FAILED} where the log is not there and is not to be waited for,
   *     or may not be read
   */
  public void show(Request request, LineSink sink, Events events) {
    Path file = new LogLocation(layout, host).of(request.kind());
    Optional<FileFacts> facts = host.files().lookThrough(file);
    if (facts.isEmpty() && !request.follow()) {
      throw ImgapiException.of(ExitCode.FAILED, "there is no such log")
          .with("host", host.name())
          .with("file", file.toString())
          .remedy("wait for it: imgapi log -f " + name(request.kind()));
    }
    Predicate<String> wanted = line -> isWanted(request, line);
    LogTail tail = new LogTail(host.files(), file, wanted);
    long size = facts.map(FileFacts::size).orElse(0L);
    // A line that is being written is shown when it is whole, if somebody waits for it.
    long end = request.follow() ? tail.lastLineEnd(size) : size;
    LogFollower follower = new LogFollower(host.files(), file, wanted, sink, events, sleeper);
    if (request.lines().isPresent()) {
      tail.before(end, request.lines().getAsLong()).forEach(sink::line);
    }
    if (request.follow()) {
      follower.from(request.lines().isPresent() ? end : 0);
    } else if (request.lines().isEmpty()) {
      follower.toTheEnd();
    } else {
      sink.caughtUp();
    }
  }

  private static boolean isWanted(Request request, String line) {
    return request.level().isEmpty()
        || BunyanRecord.parse(line)
            .map(record -> record.level() >= request.level().get().number())
            .orElse(true);
  }

  private static String name(LogKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
