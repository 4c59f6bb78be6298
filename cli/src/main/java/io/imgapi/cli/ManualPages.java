/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.manual.BashCompletion;
import io.imgapi.cli.manual.ManualPage;
import io.imgapi.cli.output.Interruption;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;

/** Makes the manual pages of all commands, and the script for the shell, at build time. */
public final class ManualPages {
  /** The script for bash. */
  static final String COMPLETION = "imgapi.bash";

  private static final int ISO_DAY = "2026-11-01".length();

  private ManualPages() {}

  /**
   * Writes them.
   *
   * @param args the directory, and when this edition was made, as a time of ISO 8601
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    for (Map.Entry<String, String> file : all(args[1]).entrySet()) {
      AtomicFile.write(
          directory.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The files by their names.
   *
   * @param edition when it was made; pages show the day
   */
  static SortedMap<String, String> all(String edition) {
    CommandLine root = CommandTree.build(nobody());
    SortedMap<String, String> files = new TreeMap<>();
    files.put(COMPLETION, BashCompletion.of(root));
    gather(root, edition.substring(0, ISO_DAY), files);
    return files;
  }

  private static void gather(CommandLine command, String date, Map<String, String> files) {
    ManualPage page = new ManualPage(command, EnvironmentDefaults::variables);
    files.put(page.file(), page.text(date));
    files.putAll(page.links());
    command.getSubcommands().values().stream()
        .distinct()
        .forEach(below -> gather(below, date, files));
  }

  private static Surroundings nobody() {
    return Main.surroundings(
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        new Interruption(),
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream());
  }
}
