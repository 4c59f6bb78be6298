/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.Host.NotFound;
import io.imgapi.core.host.Host.Result;
import io.imgapi.core.host.Host.TimedOut;
import io.imgapi.core.instance.InstanceLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of the zone. In a zone it has to be there; below another root it may be missing, and
 * what it would do is left out then.
 *
 * @param path where it lies in a zone
 */
public record ZoneProgram(Host host, InstanceLayout layout, String path) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Why it cannot be used here; empty where it can, or where its absence is a failure. */
  public Optional<String> absence() {
    return layout.isSystemRoot() || host.files().lookThrough(layout.resolve(path)).isPresent()
        ? Optional.empty()
        : Optional.of("there is no " + path + " below this root");
  }

  /**
   * Runs it to its end, whatever its status.
   *
   * @throws ImgapiException where there is none, or it takes longer than a minute
   */
  public Exited ask(String... arguments) {
    return askWith("", arguments);
  }

  /** As {@link #ask}, with something to read on standard input. */
  public Exited askWith(String input, String... arguments) {
    List<String> words = new ArrayList<>(List.of(location()));
    words.addAll(List.of(arguments));
    Result result = host.run(new Command(words, Map.of(), input, LIMIT));
    if (result instanceof Exited exited) {
      return exited;
    }
    if (result instanceof NotFound) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "this is no zone: there is no " + path)
          .remedy("run it in the zone, or name the zone's root directory with --root DIR");
    }
    throw ImgapiException.of(
            ExitCode.FAILED,
            path
                + " took longer than "
                + ((TimedOut) result).limit().toSeconds()
                + " s and was stopped")
        .remedy("find out why, and run this again");
  }

  /**
   * Runs it to a good end.
   *
   * @return what it wrote
   * @throws ImgapiException where it says that it failed, too
   */
  public String require(String... arguments) {
    return requireWith("", arguments);
  }

  /** As {@link #require}, with something to read on standard input. */
  public String requireWith(String input, String... arguments) {
    Exited exited = askWith(input, arguments);
    if (!exited.succeeded()) {
      throw failed(exited);
    }
    return exited.out();
  }

  /** The failure that a bad end is. */
  public ImgapiException failed(Exited exited) {
    return ImgapiException.of(ExitCode.FAILED, path + " failed")
        .with("status", String.valueOf(exited.status()))
        .with("answer", (exited.err() + exited.out()).strip())
        .remedy("correct that, and run this again: it goes on with this step");
  }

  /** The platform's own programs are found wherever they are; others lie where they lie. */
  private String location() {
    return path.startsWith("/usr/")
        ? new ZonePrograms(layout.root()).program(path)
        : layout.resolve(path).toString();
  }
}
