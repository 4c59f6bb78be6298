/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.LocalHost;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.imgapi.ImgapiServer;
import io.imgapi.sandbox.imgapi.TlsFront;
import io.imgapi.sandbox.zone.service.ZoneSupervisor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A zone that was set up, without Manta, and whose services run. */
public final class RunningZone implements AutoCloseable {
  private final SetUpZone zone;
  private final Path directory;
  private final int tlsPort;
  private final ZoneSupervisor supervisor;

  private RunningZone(SetUpZone zone, Path directory, int tlsPort, ZoneSupervisor supervisor) {
    this.zone = zone;
    this.directory = directory;
    this.tlsPort = tlsPort;
    this.supervisor = supervisor;
  }

  /** Sets one up and starts it. */
  public static RunningZone in(Path directory) throws IOException {
    SetUpZone zone = SetUpZone.in(directory);
    zone.write(
        "/data/imgapi/etc/imgapi.config.json",
        "{\"mode\": \"public\", \"address\": \"127.0.0.1\", \"port\": " + freePort() + "}\n");
    int tlsPort = freePort();
    AtomicReference<ImgapiServer> imgapi = new AtomicReference<>();
    ZoneSupervisor supervisor =
        ZoneSupervisor.start(
            zone.place(),
            Map.of(
                "imgapi",
                log -> {
                  imgapi.set(
                      ImgapiServer.start(
                          new ImgapiServer.Settings(zone.place().root(), Clock.systemUTC(), log)));
                  return imgapi.get();
                },
                "haproxy",
                log ->
                    TlsFront.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), tlsPort),
                        zone.place().at("/data/imgapi/etc/cert.pem"),
                        () -> Optional.ofNullable(imgapi.get()))),
            Clock.systemUTC(),
            Sleeper.system());
    RunningZone running = new RunningZone(zone, directory, tlsPort, supervisor);
    running.require("setup");
    running.svcadm("enable", "-s", "imgapi");
    running.svcadm("enable", "-s", "haproxy");
    return running;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  public SetUpZone zone() {
    return zone;
  }

  /** Breaks a service: it does not start any more. */
  public void fail(String service, String reason) throws IOException {
    supervisor.fail(service, reason);
  }

  public void svcadm(String... words) {
    tool(zone.place().at("/usr/sbin/svcadm").toString(), words);
  }

  /** What the surroundings of a command in this zone are. */
  public World world(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("IMGAPI_ROOT", zone.root());
    environment.put("IMGAPI_HTTPS_PORT", String.valueOf(tlsPort));
    return World.bare().with(environment).in(Clock.systemUTC(), t -> Thread.sleep(t.toMillis()));
  }

  public Run run(String... words) {
    return world(Map.of()).run(words);
  }

  public Run require(String... words) {
    Run run = run(words);
    assertThat(run.status()).as(run.err() + run.out()).isZero();
    return run;
  }

  /** A file beside the zone. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** Runs a program of this machine to a good end. */
  public static String tool(String program, String... words) {
    String[] command = new String[words.length + 1];
    command[0] = program;
    System.arraycopy(words, 0, command, 1, words.length);
    Exited exited =
        (Exited) new LocalHost("/usr/bin:/bin").run(Command.of(Duration.ofSeconds(60), command));
    assertThat(exited.status()).as(exited.err() + exited.out()).isZero();
    return exited.out();
  }

  /** Makes a key pair of this kind; returns the private key's file. */
  public Path key(String name, String type) {
    Path file = file(name);
    tool("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", file.toString());
    return file;
  }

  @Override
  public void close() throws IOException {
    supervisor.close();
  }
}
