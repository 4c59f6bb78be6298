/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.host.HttpServicePing;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A zone whose service runs, and an operator who puts published keys on the account. */
public final class RotatingZone implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private final Sandbox sandbox;
  private final Zone zone;

  private RotatingZone(Sandbox sandbox, Zone zone) {
    this.sandbox = sandbox;
    this.zone = zone;
  }

  /** Starts one. */
  public static RotatingZone start(Path directory) {
    Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    Zone zone = sandbox.zones().create("images0");
    sandbox.runtime().adopt(zone);
    return new RotatingZone(sandbox, zone);
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public Path root() {
    return zone.root();
  }

  public Path etc() {
    return zone.root().resolve("data/imgapi/etc");
  }

  public Path run() {
    return zone.root().resolve("data/imgapi/run");
  }

  /** A world in which waits take no time, and the operator acts while somebody waits. */
  public World diligent() {
    return World.bare().in(Clock.systemUTC(), time -> register());
  }

  /** Runs a command on this zone. */
  public Run run(World world, String... words) {
    return world.run(
        Stream.concat(Stream.of(words), Stream.of("--root", root().toString()))
            .toArray(String[]::new));
  }

  /** Puts the key that metadata publish on the account, where there is one. */
  public void register() {
    next().ifPresent(line -> sandbox.accounts().addKey(sandbox.options().operator(), line));
  }

  /** The key that metadata publish. */
  public Optional<String> next() {
    try {
      Process mdata =
          new ProcessBuilder(root().resolve("usr/sbin/mdata-get").toString(), "instPubKeyNext")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String line =
          new String(mdata.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return mdata.waitFor() == 0 && !line.isEmpty() ? Optional.of(line) : Optional.empty();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Optional<RotationJournal> journal() throws IOException {
    Path file = run().resolve("rotate.json");
    try {
      return RotationJournal.parse(file, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  public JsonNode config() throws IOException {
    return JSON.readTree(Files.readAllBytes(zone.configuration()));
  }

  /** The configured key's id, which must be that of the file it names, and on the account. */
  public String acceptedKeyId() throws IOException {
    JsonNode manta = config().get("manta");
    Path key = root().resolve(manta.get("key").asText().substring(1));
    SshPublicKey half = SshPublicKey.parse(Files.readString(Path.of(key + ".pub")));
    assertThat(Files.readString(key)).contains("PRIVATE KEY");
    assertThat(half.sha256()).isEqualTo(manta.get("keyId").asText());
    Run asked = run(World.bare(), "manta", "ls", "~~/stor");
    assertThat(asked.status()).as(asked.err()).isZero();
    return half.sha256();
  }

  /** Requires that the service is online and answers. */
  public void requireService() throws IOException {
    JsonNode config = config();
    ServicePing.Answer answer =
        new HttpServicePing()
            .ping(
                config.path("address").asText("127.0.0.1"),
                config.path("port").asInt(),
                Duration.ofSeconds(5));
    assertThat(answer.kind()).as(answer.detail()).isEqualTo(ServicePing.Kind.PONG);
  }

  /** Names of what lies in {@code etc} and below. */
  public List<String> keyFiles() throws IOException {
    try (Stream<Path> all = Files.walk(etc())) {
      return all.filter(Files::isRegularFile)
          .map(file -> etc().relativize(file).toString())
          .filter(name -> name.contains("imgapi-") || name.contains(".part"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
