/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.MantaItems;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.objects.FindRequest;
import io.imgapi.core.objects.MantaSession;
import io.imgapi.core.objects.MantaSessions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds what is below a directory in Manta. */
@Command(
    name = "find",
    header = "Find what is below a directory in Manta",
    description = {
      "Shows the whole path of everything below a directory in Manta, each directory before what is"
          + " in it."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta find ~~/stor/images0/backup",
      "  imgapi manta find ~~/stor/images0 -t o --name '\\.raw$'",
      "  imgapi manta find ~~/stor --max-depth 2 --json"
    })
public final class MantaFindCommand implements Callable<Integer>, Documented {
  private final MantaSessions manta;
  private final Console console;
  private final PrintWriter out;

  @Mixin private MantaOptions options;

  @Option(
      names = "--name",
      paramLabel = "REGEX",
      description = "Only what has this regular expression somewhere in its name.")
  private Optional<String> name;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "Only this: d for directories, o for objects.")
  private Optional<Type> type;

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "Descend N levels at most; 1 is the directory's own entries.")
  private Optional<Integer> maxDepth;

  @Option(
      names = {"-l", "--long"},
      description = "As ls -l, with whole paths.")
  private boolean detailed;

  @Option(names = "--json", description = "A JSON document for each entry, one a line.")
  private boolean json;

  @Parameters(paramLabel = "PATH", description = "The directory to begin in.")
  private String path;

  /** What to find. */
  enum Type {
    D,
    O
  }

  public MantaFindCommand(MantaSessions manta, Console console, PrintWriter out) {
    this.manta = manta;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual.ends(ExitCode.FAILED, "Manta has nothing of that name, or it failed");
  }

  @Override
  public Integer call() {
    int depth = maxDepth.orElse(Integer.MAX_VALUE);
    if (depth < 1) {
      throw ImgapiException.of(ExitCode.USAGE, "--max-depth wants 1 or more, not " + depth);
    }
    FindRequest request =
        new FindRequest(
            path, name.map(MantaFindCommand::matcher).orElse(any -> true), wanted(), depth);
    MantaItems items = new MantaItems(out, MantaItems.Form.of(detailed, json), true);
    Events events = console.events("imgapi manta find", false);
    try (MantaSession session = manta.open(options.request())) {
      session.find(
          request,
          items,
          gone ->
              events.notice(Events.Level.INFO, "left out, somebody deleted it meanwhile: " + gone));
    }
    return items.end().status();
  }

  private Optional<Boolean> wanted() {
    return type.map(one -> one == Type.D);
  }

  private static Predicate<String> matcher(String regex) {
    try {
      return Pattern.compile(regex).asPredicate();
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      throw ImgapiException.of(
              ExitCode.USAGE,
              "--name wants a regular expression, not " + regex + ": " + e.getDescription() + where)
          .remedy("for example: --name '\\.raw$'; put a \\ before a sign that stands for itself");
    }
  }
}
