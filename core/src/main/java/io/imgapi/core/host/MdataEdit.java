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
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Sets and takes away zone metadata with {@code mdata-put} and {@code mdata-delete}. Values go
 * through standard input (triton-apis.md 12). Safe to repeat.
 */
public final class MdataEdit {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int NO_SUCH_KEY = 1;

  private final Host host;
  private final ZonePrograms programs;

  /** Works through {@code host} with the programs of one zone. */
  public MdataEdit(Host host, ZonePrograms programs) {
    this.host = host;
    this.programs = programs;
  }

  /** What became of a change. */
  public enum Outcome {
    DONE,
    /** This machine is no zone: there is nothing to change. */
    NO_METADATA
  }

  /**
   * Sets a key, as {@code mdata-get} shows it again.
   *
   * @throws ImgapiException {@code FAILED} where the metadata service does not take it
   */
  public Outcome put(String key, String value) {
    return outcome(
        key,
        host.run(
            new Command(
                List.of(programs.program("/usr/sbin/mdata-put"), key), Map.of(), value, LIMIT)));
  }

  /** Takes a key away; one that is not there is none already. */
  public Outcome remove(String key) {
    Result result = host.run(Command.of(LIMIT, programs.program("/usr/sbin/mdata-delete"), key));
    if (result instanceof Exited exited && exited.status() == NO_SUCH_KEY) {
      return Outcome.DONE;
    }
    return outcome(key, result);
  }

  private static Outcome outcome(String key, Result result) {
    if (result instanceof NotFound) {
      return Outcome.NO_METADATA;
    }
    if (result instanceof Exited exited) {
      if (exited.succeeded()) {
        return Outcome.DONE;
      }
      throw failed(key)
          .with("status", String.valueOf(exited.status()))
          .with("answer", exited.err().strip());
    }
    throw failed(key).with("reason", "no answer within " + LIMIT.toSeconds() + " s");
  }

  private static ImgapiException failed(String key) {
    return ImgapiException.of(ExitCode.FAILED, "the zone metadata could not be changed")
        .with("key", key)
        .remedy("try: mdata-put " + key + " < FILE");
  }
}
