/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.tlscert.SelfSigned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One certificate after another in the place of the last; each that was there is kept. */
final class CertInstallScenario implements KillScenario {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----.*?-----END \\1-----", Pattern.DOTALL);
  private final Scene scene;
  private final Path root;
  private final Path etc;
  private final Set<Set<String>> everInstalled = new HashSet<>();
  private Set<String> before = Set.of();
  private Set<String> wanted = Set.of();
  private Path given;

  CertInstallScenario(Scene scene) throws IOException {
    this.scene = scene;
    this.root = scene.directory().resolve("root");
    this.etc = Files.createDirectories(root.resolve("data/imgapi/etc"));
    this.given = scene.directory().resolve("given.pem");
  }

  private List<String> words() {
    return List.of("cert", "install", "--root", root.toString(), "-y", given.toString());
  }

  @Override
  public List<String> next() throws IOException {
    byte[] pem = SelfSigned.pem(Instant.now());
    Files.write(given, pem);
    wanted = blocks(new String(pem, StandardCharsets.US_ASCII));
    return words();
  }

  /** What a PEM text holds, whatever stands between. */
  private static Set<String> blocks(String text) {
    return BLOCK.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> in(Path file) throws IOException {
    return blocks(Files.readString(file));
  }

  @Override
  public void requireNothingLost() throws IOException {
    Set<Set<String>> found = new HashSet<>();
    try (Stream<Path> files = Files.list(etc)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("cert.")).toList()) {
        found.add(in(file));
      }
    }
    Path installed = etc.resolve("cert.pem");
    if (Files.exists(installed)) {
      assertThat(in(installed)).as("certificate and key").isIn(before, wanted);
      before = in(installed);
      everInstalled.add(before);
    }
    assertThat(before.isEmpty() || Files.exists(installed)).as("a certificate is there").isTrue();
    assertThat(found).as("what was installed once").containsAll(everInstalled);
  }

  @Override
  public void finish() throws Exception {
    scene.done(Map.of(), words());
    requireNothingLost();
    assertThat(before).isEqualTo(wanted);
  }

  @Override
  public List<Path> worksIn() {
    return List.of(etc);
  }

  @Override
  public void close() {}
}
