/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.objects.AccessRequest;
import io.imgapi.core.objects.MantaSession;
import io.imgapi.core.objects.MantaSessions;
import io.imgapi.core.objects.PutRequest;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A Manta over HTTP, an instance that uses it, and its operator. */
final class MantaFixture implements AutoCloseable {
  /** Longer than the retries of one call take, and shorter than anybody would wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Sandbox sandbox;
  private final Zone zone;
  private boolean stopped;

  MantaFixture(Path directory) {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    zone = sandbox.zones().create("images0");
  }

  Zone zone() {
    return zone;
  }

  /** Runs a Manta command with the instance's credentials. */
  Run run(String... words) {
    return run(World.bare(), words);
  }

  Run run(World world, String... words) {
    return world.with(Map.of("IMGAPI_ROOT", zone.root().toString())).run(manta(words));
  }

  /** Runs it where there is no instance, with the operator's environment. */
  Run runAway(Map<String, String> changes, String... words) {
    Map<String, String> variables = new HashMap<>(environment());
    variables.put("IMGAPI_ROOT", zone.root().resolve("nowhere").toString());
    variables.putAll(changes);
    return World.bare().with(variables).run(manta(words));
  }

  /** What {@code imgapi sandbox env} would set. */
  Map<String, String> environment() {
    return Map.of(
        "MANTA_URL", sandbox.manta().url().toString(),
        "MANTA_USER", sandbox.operator().account(),
        "MANTA_KEY_ID", sandbox.operator().keyId(),
        "HOME", sandbox.operator().home().toString());
  }

  /** Stores an object. */
  void put(String path, String content) {
    Run put = run(World.bare().piping(content), "put", "-p", "-", path);
    assertThat(put.status()).as(put.err()).isZero();
  }

  /** Stores many empty objects, {@code n0000} and so on, in a directory that is there. */
  void putMany(String path, int count) {
    MantaSessions sessions =
        new MantaSessions(
            new ConfigReader(), Map.of(), Events.none(), Clock.systemUTC(), time -> {});
    AccessRequest access =
        new AccessRequest(new InstanceLayout(zone.root()), zone.configuration(), true, false);
    Optional<Path> empty = Optional.of(zone.root().resolve("data/imgapi/empty"));
    try (MantaSession session = sessions.open(access)) {
      Files.writeString(empty.get(), "");
      for (int i = 0; i < count; i++) {
        session.put(
            new PutRequest(
                empty,
                InputStream.nullInputStream(),
                path + "/n%04d".formatted(i),
                false,
                false,
                ""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of an object that must be there. */
  String content(String path) {
    Run get = run("get", path);
    assertThat(get.status()).as(get.err()).isZero();
    return get.bytes();
  }

  void trouble(Fault fault, String method, int times) {
    sandbox.manta().faults().add(FaultRule.of(fault).method(method).times(times));
  }

  void noTrouble() {
    sandbox.manta().faults().clear();
  }

  long changes() {
    return sandbox.manta().stats().mutating();
  }

  /** The same command with a path that is not there, a refused key, and no Manta at all. */
  void requireThreeDifferentAnswers(String... words) {
    Run absent = run(words);
    assertThat(absent.status()).as(absent.err()).isEqualTo(ExitCode.FAILED.status());
    assertThat(absent.out() + absent.err())
        .contains("nothing is there")
        .contains("imgapi manta ls");
    trouble(new Fault.KeyUnknown(), ".*", 1000);
    Run refused = run(words);
    assertThat(refused.status()).as(refused.err()).isEqualTo(ExitCode.AUTH_REFUSED.status());
    assertThat(refused.out() + refused.err())
        .contains("key id", "SHA256:", "the instance's configuration ", "add the public key");
    noTrouble();
    close();
    Instant begin = Instant.now();
    Run unreachable = run(words);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(PATIENCE);
    assertThat(unreachable.status())
        .as(unreachable.err())
        .isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(unreachable.out() + unreachable.err()).contains("no usable answer", "http://127");
  }

  private static String[] manta(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "manta";
    System.arraycopy(words, 0, all, 1, words.length);
    return all;
  }

  @Override
  public void close() {
    if (!stopped) {
      stopped = true;
      sandbox.close();
    }
  }
}
