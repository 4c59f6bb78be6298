/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Results of a campaign: a JSON line for each, only ever added to. */
final class Ledger {
  private static final JsonMapper JSON = new JsonMapper();
  private final Path file;
  private final List<Result> results = new ArrayList<>();

  private Ledger(Path file) {
    this.file = file;
  }

  /** Those that are in a directory already, and place for more. */
  static Ledger in(Path directory) throws IOException {
    Ledger ledger = new Ledger(directory.resolve("results.jsonl"));
    if (Files.exists(ledger.file)) {
      for (String line : Files.readAllLines(ledger.file)) {
        ledger.results.add(JSON.readValue(line, Result.class));
      }
    }
    return ledger;
  }

  synchronized void add(Result result) throws IOException {
    Files.writeString(
        file,
        JSON.writeValueAsString(result) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    results.add(result);
  }

  /** Everything that was done with a target, summed up. */
  synchronized Result sum(String kind, String target) {
    return results.stream()
        .filter(result -> result.kind().equals(kind) && result.target().equals(target))
        .reduce(Result.nothing(kind, target), Result::plus);
  }

  /** Every target of a kind, in the order in which they came. */
  synchronized List<String> targets(String kind) {
    return results.stream()
        .filter(result -> result.kind().equals(kind))
        .map(Result::target)
        .distinct()
        .toList();
  }

  /** Requests that were made to fail in a target's episodes that lost nothing. */
  synchronized long survived(String target) {
    return results.stream()
        .filter(result -> result.losses() == 0 && result.target().equals(target))
        .mapToLong(Result::injected)
        .sum();
  }

  /** Results in which something was lost. */
  synchronized List<Result> losses() {
    return results.stream().filter(result -> result.losses() > 0).toList();
  }
}
