/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

import io.imgapi.core.error.ExitCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Files, variables and exit statuses of one command. */
public final class Manual {
  private final Set<Place> files = EnumSet.noneOf(Place.class);
  private final Set<Variable> variables = EnumSet.noneOf(Variable.class);
  private final Set<String> related = new LinkedHashSet<>();
  private final Map<ExitCode, String> exits = new EnumMap<>(ExitCode.class);

  private Manual() {}

  /** What a command and the options that it shares with others say of it. */
  public static Manual of(CommandSpec command) {
    Manual manual = new Manual();
    manual
        .variables(Variable.JAVA_HOME, Variable.IMGAPI_HEAP, Variable.NO_COLOR, Variable.PATH)
        .ends(ExitCode.FAILED, "it failed; the message says why, and what to type next")
        .ends(ExitCode.OK, ExitCode.USAGE, ExitCode.BUG)
        .ends(ExitCode.INTERRUPTED, ExitCode.TERMINATED);
    manual.gather(command);
    return manual;
  }

  private void gather(CommandSpec spec) {
    spec.mixins().values().forEach(this::gather);
    if (spec.userObject() instanceof Documented documented) {
      documented.document(this);
    }
  }

  /** Files that are read or written. */
  public Manual files(Place... places) {
    files.addAll(Arrays.asList(places));
    return this;
  }

  /** Variables that are obeyed, beside those that stand for an option. */
  public Manual variables(Variable... obeyed) {
    variables.addAll(Arrays.asList(obeyed));
    return this;
  }

  /** Exit statuses, with what they usually mean. */
  public Manual ends(ExitCode... codes) {
    for (ExitCode code : codes) {
      exits.putIfAbsent(code, code.meaning());
    }
    return this;
  }

  /** An exit status, with what it means here. */
  public Manual ends(ExitCode code, String meaning) {
    exits.put(code, meaning);
    return this;
  }

  /** The instance's Manta is called, with the instance's key. */
  public Manual callsManta() {
    return files(Place.CONFIG, Place.INSTANCE_KEY)
        .ends(ExitCode.AUTH_REFUSED, "Manta refused the key")
        .ends(
            ExitCode.CONFIG_INVALID,
            "the configuration or the key's file is wrong, or names no Manta")
        .ends(ExitCode.REMOTE_UNAVAILABLE, "Manta does not answer, is full, or goes on failing")
        .ends(ExitCode.INTEGRITY, "what came from Manta is damaged")
        .ends(ExitCode.CLOCK);
  }

  /** Commands that are of use to whoever reads of this one. */
  public Manual related(String... commands) {
    related.addAll(Arrays.asList(commands));
    return this;
  }

  /** Files that are read or written. */
  public Set<Place> files() {
    return Collections.unmodifiableSet(files);
  }

  /** Commands, as they are typed after the program's name. */
  Set<String> related() {
    return Collections.unmodifiableSet(related);
  }

  /** Beside those that stand for an option. */
  public Set<Variable> variables() {
    return Collections.unmodifiableSet(variables);
  }

  /** Every status that the command can end with, and what it means. */
  public Map<ExitCode, String> exits() {
    return Collections.unmodifiableMap(exits);
  }
}
