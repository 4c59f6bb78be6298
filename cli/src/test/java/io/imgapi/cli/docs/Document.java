/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown page and its fenced blocks, in their order. */
record Document(Path file, Optional<String> stage, List<Block> blocks) {
  private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
  private static final Pattern STAGE = Pattern.compile("<!-- stage: (\\w+) -->");

  /**
   * A fenced block.
   *
   * @param line of its first line in the page, from 1
   * @param language what stands behind the fence
   */
  record Block(int line, String language, List<String> lines) {
    boolean isCommands() {
      return language.equals("sh");
    }

    boolean isOutput() {
      return language.equals("text");
    }
  }

  /** The pages that people read: README, CONTRIBUTING and everything in docs. */
  static List<Document> all(Path home) {
    try (Stream<Path> docs = Files.list(home.resolve("docs"))) {
      return Stream.concat(
              Stream.of(home.resolve("README.md"), home.resolve("CONTRIBUTING.md")), docs.sorted())
          .filter(file -> file.toString().endsWith(".md"))
          .filter(Files::exists)
          .map(Document::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Document read(Path file) {
    try {
      return of(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Document of(Path file, List<String> page) {
    Optional<String> stage =
        page.stream()
            .map(STAGE::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .findFirst();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      Matcher fence = FENCE.matcher(page.get(i));
      if (!fence.matches()) {
        continue;
      }
      String end = fence.group(1) + "```";
      int first = ++i;
      while (i < page.size() && !page.get(i).equals(end)) {
        i++;
      }
      if (i == page.size()) {
        throw new IllegalStateException(file + ":" + first + ": the block has no end");
      }
      int indent = fence.group(1).length();
      blocks.add(
          new Block(
              first + 1,
              fence.group(2),
              page.subList(first, i).stream()
                  .map(line -> line.length() < indent ? line.strip() : line.substring(indent))
                  .toList()));
    }
    return new Document(file, stage, blocks);
  }

  boolean hasCommands() {
    return blocks.stream().anyMatch(Block::isCommands);
  }
}
