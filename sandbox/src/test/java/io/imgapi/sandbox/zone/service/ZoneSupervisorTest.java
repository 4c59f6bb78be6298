/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.zone.program.ZonePlace;
import io.imgapi.sandbox.zone.program.ZonePrograms;
import io.imgapi.sandbox.zone.program.ZoneShell;
import io.imgapi.sandbox.zone.program.ZoneShell.Ended;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** svcadm, svcs and svccfg with somebody who carries out what they ask: triton-apis.md 12. */
class ZoneSupervisorTest {

  private static final String FMRI = "svc:/smartdc/site/imgapi:default";

  @TempDir Path directory;
  private ZonePlace place;
  private ZoneShell zone;
  private Listener listener;
  private ZoneSupervisor supervisor;

  /** A service that listens at a port which its configuration names. */
  private static final class Listener implements ZoneService {

    private final Path configuration;
    private final AtomicInteger starts = new AtomicInteger();

    private Listener(Path configuration) {
      this.configuration = configuration;
    }

    @Override
    public Closeable start(Path log) throws IOException {
      starts.incrementAndGet();
      String port = Files.readString(configuration).strip();
      if (!port.matches("\\d+")) {
        throw new SandboxException(
            SandboxException.Reason.INVALID_ARGUMENT, "the port is " + port, "correct it");
      }
      return new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress());
    }

    private boolean listens() throws IOException {
      try (Socket socket =
          new Socket(
              InetAddress.getLoopbackAddress(),
              Integer.parseInt(Files.readString(configuration).strip()))) {
        return socket.isConnected();
      } catch (java.net.ConnectException refused) {
        return false;
      }
    }
  }

  @BeforeEach
  void prepare() throws Exception {
    place = ZonePrograms.install(directory.resolve("it's a zone"), "images0");
    zone = new ZoneShell(place.root());
    Path configuration = directory.resolve("port");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(configuration, free.getLocalPort() + "\n");
    }
    listener = new Listener(configuration);
    Path manifest = place.at("/opt/smartdc/imgapi/smf/manifests/imgapi.xml");
    Files.createDirectories(manifest.getParent());
    try (var in =
        ZoneSupervisor.class.getResourceAsStream("/io/imgapi/sandbox/zone/image/imgapi.xml")) {
      Files.copy(in, manifest);
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (supervisor != null) {
      supervisor.close();
    }
  }

  private void supervise() throws Exception {
    supervisor =
        ZoneSupervisor.start(
            place, Map.of("imgapi", listener), Clock.systemUTC(), Sleeper.system());
  }

  private Ended svcadm(String... arguments) throws Exception {
    return zone.run("/usr/sbin/svcadm", arguments);
  }

  private String state() throws Exception {
    Ended asked = zone.run("/usr/bin/svcs", "-H", "-o", "state", "imgapi");
    assertThat(asked.status()).as(asked.err()).isZero();
    return asked.out().strip();
  }

  private void importManifest() throws Exception {
    assertThat(
            zone.run("/usr/sbin/svccfg", "import", "/opt/smartdc/imgapi/smf/manifests/imgapi.xml"))
        .isEqualTo(new Ended(0, "", ""));
  }

  private void online() throws Exception {
    supervise();
    importManifest();
    assertThat(svcadm("enable", "-s", "imgapi")).isEqualTo(new Ended(0, "", ""));
  }

  @Test
  void thereIsNoServiceBeforeItsManifestIsImported() throws Exception {
    supervise();
    Ended asked = zone.run("/usr/bin/svcs", "-H", "-o", "state", "imgapi");
    assertThat(asked)
        .isEqualTo(new Ended(1, "", "svcs: Pattern 'imgapi' doesn't match any instances\n"));
    assertThat(svcadm("enable", "imgapi").status()).isEqualTo(1);
    importManifest();
    assertThat(svcadm("enable", "-s", "imgapi").status()).isZero();
    assertThat(state()).isEqualTo("online");
    assertThat(listener.listens()).isTrue();
    importManifest();
    assertThat(listener.starts).hasValue(1);
  }

  @Test
  void isStoppedAndStartedByWhatNameEver() throws Exception {
    online();
    for (String name :
        new String[] {
          "imgapi",
          "site/imgapi",
          "smartdc/site/imgapi",
          "smartdc/site/imgapi:default",
          "svc:/smartdc/site/imgapi",
          FMRI,
          "*imgapi*"
        }) {
      assertThat(svcadm("disable", "-s", name)).as(name).isEqualTo(new Ended(0, "", ""));
      assertThat(state()).isEqualTo("disabled");
      assertThat(listener.listens()).isFalse();
      assertThat(svcadm("enable", "-s", name)).as(name).isEqualTo(new Ended(0, "", ""));
      assertThat(state()).isEqualTo("online");
      assertThat(listener.listens()).isTrue();
    }
    assertThat(svcadm("enable", "-s", "img").status()).isEqualTo(1);
  }

  @Test
  void whatCannotBeStartedGoesToMaintenanceUntilItIsCleared() throws Exception {
    online();
    String good = Files.readString(listener.configuration);
    Files.writeString(listener.configuration, "none");
    assertThat(svcadm("disable", "-s", "imgapi").status()).isZero();
    Ended failed = svcadm("enable", "-s", "imgapi");
    assertThat(failed)
        .isEqualTo(
            new Ended(3, "", "svcadm: Instance \"" + FMRI + "\" is in maintenance state.\n"));
    assertThat(state()).isEqualTo("maintenance");
    Ended explained = zone.run("/usr/bin/svcs", "-x");
    assertThat(explained.status()).isZero();
    assertThat(explained.out())
        .contains(FMRI)
        .contains("State: maintenance since 20")
        .contains("Reason: the port is none")
        .contains("/var/svc/log/smartdc-site-imgapi:default.log");
    assertThat(place.at("/var/svc/log/smartdc-site-imgapi:default.log"))
        .content()
        .contains("the port is none");
    assertThat(svcadm("restart", "imgapi").status()).isZero();
    assertThat(svcadm("enable", "-s", "imgapi").status()).isEqualTo(3);
    assertThat(state()).isEqualTo("maintenance");
    Files.writeString(listener.configuration, good);
    assertThat(svcadm("clear", "imgapi").status()).isZero();
    assertThat(svcadm("enable", "-s", "imgapi").status()).isZero();
    assertThat(state()).isEqualTo("online");
    assertThat(zone.run("/usr/bin/svcs", "-x")).isEqualTo(new Ended(0, "", ""));
    Ended needless = svcadm("clear", "imgapi");
    assertThat(needless.status()).isEqualTo(1);
    assertThat(needless.err()).contains("not in a maintenance or degraded state");
  }

  @Test
  void aRestartAndARefreshStopItFirst() throws Exception {
    online();
    assertThat(svcadm("restart", "imgapi").status()).isZero();
    assertThat(svcadm("refresh", "imgapi").status()).isZero();
    assertThat(svcadm("enable", "-s", "imgapi").status()).isZero();
    assertThat(listener.starts).hasValue(3);
    assertThat(listener.listens()).isTrue();
  }

  @Test
  void whatIsDisabledForThisBootOnlyComesBackWithTheNext() throws Exception {
    online();
    svcadm("disable", "-st", "imgapi");
    assertThat(state()).isEqualTo("disabled");
    supervisor.close();
    supervise();
    supervisor.startEnabled();
    assertThat(state()).isEqualTo("online");
    svcadm("disable", "-s", "imgapi");
    supervisor.close();
    supervise();
    supervisor.startEnabled();
    assertThat(state()).isEqualTo("disabled");
    assertThat(listener.listens()).isFalse();
  }

  @Test
  void withoutASandboxNothingRunsAndNothingIsPromised() throws Exception {
    online();
    supervisor.close();
    assertThat(listener.listens()).isFalse();
    assertThat(state()).isEqualTo("offline");
    for (String verb : new String[] {"enable", "disable", "restart"}) {
      Ended refused = svcadm(verb, "imgapi");
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains("no running sandbox").contains("imgapi sandbox start");
    }
    // One that was killed left its process id behind; no process can have this one.
    Files.writeString(place.services().resolve("supervisor"), "99999999\n");
    Files.writeString(place.services().resolve("services/imgapi/state"), "online\n");
    assertThat(state()).isEqualTo("offline");
    assertThat(svcadm("enable", "-s", "imgapi").status()).isEqualTo(1);
    assertThat(zone.run("/usr/bin/svcs", "-x", "imgapi").out()).contains("No running sandbox");
  }

  @Test
  void listsAsTheRealOneDoes() throws Exception {
    online();
    Ended all = zone.run("/usr/bin/svcs");
    assertThat(all.status()).isZero();
    assertThat(all.out().lines().findFirst().orElseThrow())
        .isEqualTo("STATE          STIME    FMRI");
    assertThat(all.out())
        .containsPattern("(?m)^online         \\d\\d:\\d\\d:\\d\\d " + FMRI + "$")
        .contains("svc:/system/cron:default");
    assertThat(zone.run("/usr/bin/svcs", "-H", "-o", "state,fmri", "imgapi").out())
        .isEqualTo("online         " + FMRI + "\n");
    assertThat(zone.run("/usr/bin/svcs", "-L", "imgapi").out())
        .isEqualTo("/var/svc/log/smartdc-site-imgapi:default.log\n");
    svcadm("disable", "-s", "imgapi");
    assertThat(zone.run("/usr/bin/svcs").out()).doesNotContain("imgapi");
    assertThat(zone.run("/usr/bin/svcs", "-a").out()).contains("imgapi");
    assertThat(zone.run("/usr/bin/svcs", "-x")).isEqualTo(new Ended(0, "", ""));
    assertThat(zone.run("/usr/bin/svcs", "-H", "-o", "colour", "imgapi").status()).isEqualTo(2);
    assertThat(zone.run("/usr/bin/svcs", "-Z").status()).isEqualTo(2);
    assertThat(svcadm("mark", "imgapi").status()).isEqualTo(2);
    assertThat(svcadm("enable").status()).isEqualTo(2);
    assertThat(svcadm("restart", "-s", "imgapi").status()).isEqualTo(2);
  }

  @Test
  void aFailureOfTheFirstBootIsShownAsTheRealOneIs() throws Exception {
    supervise();
    supervisor.fail(ZoneSupervisor.BOOT_SERVICE, "the set-up failed");
    supervisor.startEnabled();
    assertThat(zone.run("/usr/bin/svcs", "-x").out())
        .contains("svc:/smartdc/mdata:execute")
        .contains("/var/svc/log/smartdc-mdata:execute.log");
    assertThat(supervisor.report())
        .contains(new ServiceReport("mdata", "maintenance", "the set-up failed"))
        .contains(new ServiceReport("cron", "online", ""));
  }
}
