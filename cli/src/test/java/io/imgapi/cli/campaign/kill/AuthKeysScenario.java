/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.account.SshPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Keys of a user added and removed, between lines that are nobody's. */
final class AuthKeysScenario implements KillScenario {
  private static final int KEYS = 4;
  private static final String COMMENT = "# bob's keys";
  private final Scene scene;
  private final Random random;
  private final Path root;
  private final Path file;
  private final List<String> keys = new ArrayList<>();
  private List<String> before = new ArrayList<>(List.of(COMMENT));
  private List<String> after = before;
  private List<String> words = List.of();

  AuthKeysScenario(Scene scene) throws IOException {
    this.scene = scene;
    this.random = scene.random();
    this.root = scene.directory().resolve("root");
    this.file = root.resolve("data/imgapi/etc/authkeys/local/bob.keys");
    Files.createDirectories(file.getParent());
    for (int i = 0; i < KEYS; i++) {
      Path key = scene.directory().resolve("key" + i);
      OperatorKeyFiles.createRsa(key, "key" + i);
      keys.add(Files.readString(OperatorKeyFiles.publicFile(key)).strip());
    }
    Files.writeString(file, COMMENT + "\n");
  }

  @Override
  public List<String> next() throws IOException {
    int number = random.nextInt(KEYS);
    String key = keys.get(number);
    after = new ArrayList<>(before);
    if (after.remove(key)) {
      String fingerprint = SshPublicKey.parse(key).sha256();
      words = List.of("authkeys", "remove", "--root", root.toString(), "-y", "bob", fingerprint);
    } else {
      after.add(key);
      String half = scene.directory().resolve("key" + number + ".pub").toString();
      words = List.of("authkeys", "add", "--root", root.toString(), "bob", half);
    }
    return words;
  }

  @Override
  public void requireNothingLost() throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).as("the file as it was, or as it is to be").isIn(before, after);
    before = lines;
  }

  @Override
  public void finish() throws Exception {
    if (!before.equals(after)) {
      scene.done(Map.of(), words);
    }
    assertThat(Files.readAllLines(file)).isEqualTo(after);
    before = after;
  }

  @Override
  public List<Path> worksIn() {
    return List.of(file.getParent());
  }

  @Override
  public void close() {}
}
