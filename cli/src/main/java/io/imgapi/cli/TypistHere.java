/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.demo.Typist;
import io.imgapi.cli.output.Interruption;
import io.imgapi.cli.output.Prompter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Types commands within this process; what they show is kept instead of shown. */
record TypistHere(Surroundings surroundings) implements Typist {
  @Override
  public Typed type(Map<String, String> variables, Optional<Prompter> person, String... words) {
    Map<String, String> environment = new HashMap<>(surroundings.environment());
    environment.putAll(variables);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings quiet =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            environment,
            person,
            Optional.empty(),
            new Interruption(),
            surroundings.clock(),
            surroundings.sleeper(),
            surroundings.uuids(),
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream());
    int status = CommandTree.buildFor(quiet, words).execute(words);
    return new Typed(status, err.toString() + out);
  }
}
