/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.schedule.Crontab;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A zone in which all is well: its services run and show images, it is backed up, its logs are
 * rotated and uploaded. What a test breaks of it is really broken.
 */
public final class LivingZone implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private final Path directory;
  private final Sandbox sandbox;
  private final Zone zone;

  private LivingZone(Path directory, Sandbox sandbox, Zone zone) {
    this.directory = directory;
    this.sandbox = sandbox;
    this.zone = zone;
  }

  /** Makes one. */
  public static LivingZone start(Path directory) throws Exception {
    Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    LivingZone living = new LivingZone(directory, sandbox, sandbox.zones().create("images0"));
    living.certify(Instant.now());
    living.done("restore", "-y", "--new-repo");
    SampleImages.publishInto(living.root());
    living.done("backup", "-y");
    sandbox.runtime().adopt(living.zone);
    living.program("/usr/sbin/zfs", "set", "mountpoint=/data", "zones/" + living.uuid() + "/data");
    living.schedule(Crontab.of("").attached().text());
    living.rotate(Instant.now());
    living.done("log-upload");
    return living;
  }

  public Path root() {
    return zone.root();
  }

  public Path data() {
    return zone.root().resolve("data/imgapi");
  }

  public Zone zone() {
    return zone;
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  private String uuid() throws IOException {
    return program("/usr/bin/zonename").strip();
  }

  /** Gives it a certificate that is good from a day before then for ten years. */
  public void certify(Instant then) throws Exception {
    Path store = Files.createTempDirectory(directory, "certificate").resolve("p12");
    KeyStore keys = SelfSignedCertificate.loadOrCreate(store, then);
    char[] password = SelfSignedCertificate.password().toCharArray();
    String alias = keys.aliases().nextElement();
    Path file = data().resolve("etc/cert.pem");
    Files.writeString(
        file,
        pem("CERTIFICATE", keys.getCertificate(alias).getEncoded())
            + pem("PRIVATE KEY", keys.getKey(alias, password).getEncoded()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String pem(String what, byte[] content) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  /** Leaves logs as the rotation of that moment does. */
  public void rotate(Instant then) throws IOException {
    Path logs = Files.createDirectories(root().resolve("var/log/triton"));
    for (String log : List.of("imgapi", "imgapi-backup")) {
      Files.writeString(logs.resolve(log + "_node0_" + STAMP.format(then) + ".log"), "a line\n");
    }
  }

  /** Replaces root's crontab. */
  public void schedule(String crontab) throws Exception {
    Path file = Files.writeString(directory.resolve("crontab"), crontab);
    program("/usr/bin/crontab", file.toString());
  }

  /** Runs a program of the zone, which must succeed. */
  public String program(String... words) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(root().resolve(words[0].substring(1)).toString()),
                Stream.of(words).skip(1))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  /** Changes the configuration. */
  public void configure(Consumer<ObjectNode> change) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(Files.readAllBytes(zone.configuration()));
    change.accept(config);
    Files.write(zone.configuration(), JSON.writeValueAsBytes(config));
  }

  public Run run(String... words) {
    return in(World.bare(), words);
  }

  public Run in(World world, String... words) {
    return world.run(
        Stream.concat(Stream.of(words), Stream.of("--root", root().toString()))
            .toArray(String[]::new));
  }

  /** Runs a command that must succeed. */
  public Run done(String... words) {
    Run run = run(words);
    assertThat(run.status()).as(run.err() + run.out()).isZero();
    return run;
  }

  /** What one check finds at this moment, in JSON. */
  public JsonNode check(String id, String... more) throws IOException {
    return check(World.bare(), id, more);
  }

  /** What one check finds in another world. */
  public JsonNode check(World world, String id, String... more) throws IOException {
    String[] words =
        Stream.concat(Stream.of("status", "--json"), Stream.of(more)).toArray(String[]::new);
    Run run = in(world, words);
    for (JsonNode check : JSON.readTree(run.out()).path("checks")) {
      if (check.path("id").asText().equals(id)) {
        return check;
      }
    }
    throw new AssertionError("no check " + id + " in " + run.out() + run.err());
  }

  /** All faults at this moment, by id. */
  public List<String> faults(String... more) throws IOException {
    String[] words =
        Stream.concat(Stream.of("status", "--json"), Stream.of(more)).toArray(String[]::new);
    JsonNode report = JSON.readTree(run(words).out());
    return Stream.iterate(0, i -> i < report.path("checks").size(), i -> i + 1)
        .map(i -> report.path("checks").get(i))
        .filter(check -> check.path("state").asText().matches("fault|unknown"))
        .map(check -> check.path("id").asText())
        .toList();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
