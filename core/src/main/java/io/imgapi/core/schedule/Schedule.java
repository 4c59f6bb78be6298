/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.Host.NotFound;
import io.imgapi.core.host.Host.Result;
import io.imgapi.core.host.Host.TimedOut;
import io.imgapi.core.host.ZonePrograms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Root's crontab, read and replaced through the zone's own {@code crontab}. */
public final class Schedule {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String CRONTAB = "/usr/bin/crontab";

  private static final Pattern NO_CRONTAB =
      Pattern.compile("can't open your crontab|no crontab for", Pattern.CASE_INSENSITIVE);

  private final Host host;
  private final ZonePrograms programs;

  /** Works through {@code host} with the programs of one zone, as the user who runs it. */
  public Schedule(Host host, ZonePrograms programs) {
    this.host = host;
    this.programs = programs;
  }

  /** What asking for the crontab gave. */
  public sealed interface Answer {}

  /** The crontab; where the user has none, one without lines, which means the same to cron. */
  public record Present(Crontab crontab) implements Answer {}

  /** There is no cron on this machine, or none below this root. */
  public record NoCron() implements Answer {}

  /**
   * Reads it.
   *
   * @throws ImgapiException where it could not be asked for
   */
  public Answer read() {
    Result result = host.run(Command.of(LIMIT, programs.program(CRONTAB), "-l"));
    if (result instanceof NotFound) {
      return new NoCron();
    }
    if (result instanceof Exited exited) {
      if (exited.succeeded()) {
        return new Present(Crontab.of(exited.out()));
      }
      if (NO_CRONTAB.matcher(exited.err()).find()) {
        return new Present(Crontab.of(""));
      }
    }
    throw failed("the crontab cannot be read", result);
  }

  /**
   * Replaces it; the old one stays where that fails. One without lines is removed.
   *
   * @throws ImgapiException where that fails
   */
  public void write(Crontab crontab) {
    String program = programs.program(CRONTAB);
    Result result =
        host.run(
            crontab.text().isEmpty()
                ? Command.of(LIMIT, program, "-r")
                : new Command(List.of(program), Map.of(), crontab.text(), LIMIT));
    if (!(result instanceof Exited exited && exited.succeeded())) {
      throw failed("the crontab cannot be replaced; the old one is still in force", result);
    }
  }

  private static ImgapiException failed(String what, Result result) {
    ImgapiException failure =
        ImgapiException.of(ExitCode.FAILED, what).remedy("as root, try: crontab -l");
    if (result instanceof Exited exited) {
      return failure
          .with("status", String.valueOf(exited.status()))
          .with("answer", (exited.err() + exited.out()).strip());
    }
    return result instanceof TimedOut timedOut
        ? failure.with("reason", "no answer within " + timedOut.limit().toSeconds() + " s")
        : failure.with("reason", "there is no crontab program");
  }
}
