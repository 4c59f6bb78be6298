/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job in a sandbox of its own. */
@Command(
    name = "demo",
    header = "Show the life of an instance in a sandbox",
    description = {
      "Starts a sandbox, publishes images to an instance in it, backs it up, loses it, restores it,"
          + " compares every byte, and stops the sandbox."
    },
    footer = {"", "Examples:", "  imgapi sandbox demo", "  imgapi sandbox demo --dir d --keep"})
public final class SandboxDemoCommand implements Callable<Integer>, Documented {
  private final Story story;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "An empty directory to work in (default: a temporary one).")
  private Optional<Path> directory;

  @Option(names = "--keep", description = "Leave the directory when the story is told.")
  private boolean keep;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  public SandboxDemoCommand(Story story) {
    this.story = story;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.DEMO)
        .ends(ExitCode.FAILED, "a step of the story failed")
        .ends(ExitCode.INTEGRITY, "what was restored is not what was published")
        .related("sandbox start");
  }

  @Override
  public Integer call() {
    Path place = DemoPlace.choose(directory);
    try {
      story.tell(place);
      return 0;
    } finally {
      if (!keep) {
        story.clearAway(place);
      }
    }
  }

  /** Where the story takes place. */
  private static final class DemoPlace {
    private DemoPlace() {}

    static Path choose(Optional<Path> wanted) {
      try {
        if (wanted.isEmpty()) {
          return Files.createTempDirectory("imgapi-demo");
        }
        Path place = Files.createDirectories(wanted.get().toAbsolutePath());
        try (var entries = Files.list(place)) {
          if (entries.findAny().isPresent()) {
            throw ImgapiException.of(ExitCode.USAGE, "the demo wants an empty directory")
                .with("dir", place.toString())
                .remedy("give another one, or none");
          }
        }
        return place;
      } catch (IOException e) {
        throw ImgapiException.of(ExitCode.FAILED, "the demo's directory cannot be used: " + e)
            .remedy("give another one with --dir")
            .causedBy(e);
      }
    }
  }
}
