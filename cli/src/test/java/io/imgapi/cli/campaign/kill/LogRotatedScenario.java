/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rotated logs get their second name, or are moved; several of an hour now and then. */
final class LogRotatedScenario implements KillScenario {
  private final Scene scene;
  private final Path root;
  private final Path logs;
  private final Set<String> written = new TreeSet<>();
  private String newest = "";
  private boolean moving;
  private int number;

  LogRotatedScenario(Scene scene) throws IOException {
    this.scene = scene;
    this.root = scene.directory().resolve("root");
    this.logs = Files.createDirectories(root.resolve("var/log/triton"));
    Files.createDirectories(logs.resolve("upload"));
  }

  @Override
  public List<String> next() throws IOException {
    number += 1 + scene.random().nextInt(3);
    moving = scene.random().nextBoolean();
    newest = "log " + number + "\n";
    int minute = number % 60;
    int hour = number / 60 % 24;
    int day = 1 + number / 60 / 24;
    Files.writeString(
        logs.resolve("imgapi_img0_202611%02dT%02d%02d00.log".formatted(day, hour, minute)), newest);
    written.add(newest);
    return words();
  }

  private List<String> words() {
    List<String> words = List.of("log-rotated", "--root", root.toString(), "imgapi");
    return moving ? Stream.concat(words.stream(), Stream.of("--move")).toList() : words;
  }

  /** Every log by its path below the directory of logs. */
  private Map<String, String> all() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(logs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(logs.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  @Override
  public void requireNothingLost() throws IOException {
    assertThat(new TreeSet<>(all().values())).isEqualTo(written);
  }

  @Override
  public void finish() throws Exception {
    scene.done(Map.of(), words());
    requireNothingLost();
    assertThat(all())
        .anySatisfy(
            (path, content) -> {
              assertThat(path).startsWith("upload/");
              assertThat(content).isEqualTo(newest);
            });
  }

  @Override
  public List<Path> worksIn() {
    return List.of(logs, logs.resolve("upload"));
  }

  @Override
  public void close() {}
}
