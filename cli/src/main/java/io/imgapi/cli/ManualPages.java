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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;

/** Makes the manual pages of all commands, and the script for the shell, at build time. */
final class ManualPages {
  /** The script for bash. */
  static final String COMPLETION = "imgapi.bash";

  private ManualPages() {}

  /**
   * Writes them.
   *
   * @param args the directory, and the date that the pages show
   */
  public static void main(String[] args) throws java.io.IOException {
    Path directory = Path.of(args[0]);
    java.nio.file.Files.createDirectories(directory);
    for (Map.Entry<String, String> file : all(args[1]).entrySet()) {
      AtomicFile.write(
          directory.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The files by their names.
   *
   * @param date that the pages show
   */
  static SortedMap<String, String> all(String date) {
    CommandLine root = CommandTree.build(nobody());
    SortedMap<String, String> files = new TreeMap<>();
    files.put(COMPLETION, BashCompletion.of(root));
    gather(root, date, files);
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
