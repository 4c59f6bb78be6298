/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a service answers, as client and sandbox must both have it: a file below {@code contract/}.
 *
 * @param name of the file, without its ending
 * @param says what it shows
 */
record Example(String name, String says, List<Exchange> exchanges) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENDING = ".json";

  static List<Example> all() {
    try {
      Path root = Path.of(Example.class.getResource("/contract").toURI());
      try (Stream<Path> tree = Files.walk(root)) {
        return tree.filter(file -> file.toString().endsWith(ENDING))
            .sorted()
            .map(file -> read(root, file))
            .toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Example read(Path root, Path file) {
    try {
      String path = root.relativize(file).toString();
      JsonNode json = JSON.readTree(Files.readString(file));
      return new Example(
          path.substring(0, path.length() - ENDING.length()),
          json.path("says").asText(),
          StreamSupport.stream(json.path("exchanges").spliterator(), false)
              .map(exchange -> Exchange.of(exchange, json.path("service").asText()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isForClient() {
    return exchanges.stream().anyMatch(Exchange::isForClient);
  }

  boolean isForSandbox() {
    return exchanges.stream().anyMatch(Exchange::isForSandbox);
  }

  boolean isOf(String service) {
    return name.startsWith(service + "/");
  }

  @Override
  public String toString() {
    return name;
  }
}
