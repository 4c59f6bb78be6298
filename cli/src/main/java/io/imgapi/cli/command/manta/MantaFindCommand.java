/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.output.MantaText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.explore.MantaView;
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

/** Lists everything below a directory in Manta, a path a line. */
@Command(
    name = "find",
    description = {"Lists everything below a directory in Manta, a path a line."},
    footer = {
      "",
      "Examples:",
      "  imgapi manta find ~~/stor/imgapi --type o",
      "  imgapi manta find --name '\\.raw$'"
    })
public final class MantaFindCommand implements Callable<Integer> {
  private final MantaUseCases useCases;
  private final PrintWriter out;

  @Mixin private MantaOptions manta;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = "~~/stor/... or an absolute path.")
  private Optional<String> path;

  @Option(
      names = "--name",
      paramLabel = "REGEX",
      description = "Only entries with a name in which this regular expression is found.")
  private Optional<String> name;

  @Option(names = "--type", paramLabel = "d|o", description = "Only directories, or only objects.")
  private Optional<EntryKind> type;

  @Option(names = "--json", description = "One JSON document for each entry, a line each.")
  private boolean json;

  public MantaFindCommand(MantaUseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public Integer call() {
    Predicate<String> named = name.map(MantaFindCommand::pattern).orElse(any -> true);
    MantaView view = manta.open(useCases);
    view.find(
        path.map(view::path).orElse(view.home()),
        found -> {
          boolean kind = type.map(t -> t.matches(found.entry())).orElse(true);
          if (kind && named.test(found.entry().name())) {
            out.println(json ? MantaText.json(found) : found.path());
          }
        });
    return 0;
  }

  private static Predicate<String> pattern(String text) {
    try {
      return Pattern.compile(text).asPredicate();
    } catch (PatternSyntaxException e) {
      throw ImgapiException.of(ExitCode.USAGE, "--name wants a regular expression, not " + text)
          .with("why", e.getDescription())
          .remedy("for example: --name '\\.raw$'");
    }
  }
}
