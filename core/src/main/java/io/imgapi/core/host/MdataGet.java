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
import java.util.Optional;

/** Zone metadata as {@code mdata-get} reads it. */
public final class MdataGet implements ZoneMetadata {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int NO_SUCH_KEY = 1;

  private final Host host;
  private final ZonePrograms programs;

  /** Asks through {@code host} with the programs of one zone. */
  public MdataGet(Host host, ZonePrograms programs) {
    this.host = host;
    this.programs = programs;
  }

  @Override
  public Optional<String> get(String key) {
    Result result = host.run(Command.of(LIMIT, programs.mdataGet(), key));
    if (result instanceof NotFound) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "this is not a zone: there is no mdata-get on this machine")
          .remedy("run it in the zone, or give the metadata with --metadata FILE.json");
    }
    if (result instanceof Exited exited) {
      if (exited.succeeded()) {
        return Optional.of(withoutFinalNewline(exited.out()));
      }
      if (exited.status() == NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw failed(key)
          .with("status", String.valueOf(exited.status()))
          .with("answer", exited.err().strip());
    }
    throw failed(key).with("reason", "no answer within " + LIMIT.toSeconds() + " s");
  }

  private static ImgapiException failed(String key) {
    return ImgapiException.of(ExitCode.FAILED, "the zone metadata could not be read")
        .with("key", key)
        .remedy("try: mdata-get " + key);
  }

  /** mdata-get adds exactly one. */
  private static String withoutFinalNewline(String out) {
    return out.endsWith("\n") ? out.substring(0, out.length() - 1) : out;
  }
}
