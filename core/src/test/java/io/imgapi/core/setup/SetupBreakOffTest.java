/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.imgapi.core.attach.Attach;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.instancekey.InstanceKeyFiles;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.rootdisk.Zone;
import io.imgapi.core.schedule.Crontab;
import io.imgapi.core.step.StepResult.Outcome;
import io.imgapi.core.time.TestClock;
import io.imgapi.core.tlscert.CertificateFile;
import io.imgapi.sandbox.zone.program.ZonePlace;
import io.imgapi.sandbox.zone.program.ZonePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken off before each single change, and run again. */
class SetupBreakOffTest {
  private static final int MORE_THAN_ALL = 200;

  @TempDir Path directory;

  private final Host machine = new LocalHost("/usr/bin:/bin");
  private final TestClock clock = new TestClock(Instant.parse("2026-11-25T10:20:30Z"));

  private ZonePlace zone(String name) throws IOException {
    ZonePlace place = ZonePrograms.install(directory.resolve(name), "img0");
    Files.writeString(place.metadata("mantaUrl"), "https://127.0.0.1:1");
    Files.writeString(place.metadata("mantaUser"), "operator");
    Files.writeString(place.metadata("mantaBaseDir"), "img0");
    for (String service : new String[] {"imgapi", "haproxy-standalone"}) {
      Path manifest = place.at("/opt/smartdc/imgapi/smf/manifests/" + service + ".xml");
      Files.createDirectories(manifest.getParent());
      Files.writeString(
          manifest,
          ("<service name='site/%s' version='1'>"
                  + "<create_default_instance enabled='true'/></service>")
              .formatted(service.replace("-standalone", "")));
    }
    for (String script : new String[] {"imgapi-standalone-backup", "manta-env"}) {
      Path file = place.at("/opt/smartdc/imgapi/bin/" + script);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\n# original " + script + "\n");
    }
    Files.writeString(place.at("/etc/logadm.conf"), "smf_logs /var/svc/log/*.log -C 8\n");
    Files.writeString(place.at("/etc/motd"), "the platform's\n");
    return place;
  }

  private Setup setup(ZonePlace place, Host host) {
    Zone zone =
        new Zone(host, new InstanceLayout(place.root()), Optional.empty(), new ConfigReader());
    return new Setup(zone, clock);
  }

  /** The zone's files, what differs in every zone left out. */
  private static Map<String, String> files(ZonePlace place) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    String uuid = Files.readString(place.uuid()).strip();
    try (Stream<Path> all = Files.walk(place.root())) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String name = plain(place.root().relativize(file).toString(), uuid);
        if (name.endsWith("/since") || name.contains("/requests/")) {
          continue;
        }
        boolean secret = name.contains("id_ecdsa") || name.endsWith("cert.pem");
        files.put(
            name, Files.isRegularFile(file) && !secret ? plain(Files.readString(file), uuid) : "");
      }
    }
    return files;
  }

  private static String plain(String text, String uuid) {
    return text.replace(uuid, "UUID")
        .replace(uuid.split("-")[0], "ZONE8")
        .replaceAll("\\d{8}T\\d{6}", "STAMP")
        .replaceAll("SHA256:[A-Za-z0-9+/]{43}", "SHA256")
        .replaceAll("/[^ \"'\n]*/zone-?\\w*(?=[/.' \n])", "ROOT");
  }

  @Test
  void whereverItBreaksOffTheSameCommandFinishesIt() throws IOException {
    ZonePlace whole = zone("zone-whole");
    setup(whole, machine).everything(false).run(result -> {});
    Map<String, String> expected = files(whole);
    int broken = 0;
    for (int changes = 0; changes < MORE_THAN_ALL; changes++) {
      ZonePlace place = zone("zone-" + changes);
      FailingHost host = new FailingHost(machine, changes);
      Throwable thrown =
          catchThrowable(() -> setup(place, host).everything(false).run(result -> {}));
      if (!host.hasFailed()) {
        assertThat(thrown).isNull();
        break;
      }
      broken++;
      assertThat(thrown)
          .isInstanceOfSatisfying(
              ImgapiException.class, e -> assertThat(e.context()).containsKey("step"));
      requireNothingTorn(place);
      // What was made before a break-off keeps its name.
      clock.pass(Duration.ofSeconds(7));
      setup(place, machine).everything(false).run(result -> {});
      assertThat(files(place)).as("broken off after %d changes", changes).isEqualTo(expected);
      requireWhole(place);
    }
    assertThat(broken).isGreaterThan(25);
  }

  private static void requireNothingTorn(ZonePlace place) throws IOException {
    Path etc = place.at("/data/imgapi/etc");
    for (String name : new String[] {"imgapi.config.json", "cert.pem"}) {
      if (Files.exists(etc.resolve(name))) {
        assertThat(etc.resolve(name)).isNotEmptyFile();
      }
    }
    assertThat(Files.readString(place.at("/etc/logadm.conf"))).contains("smf_logs");
    assertThat(Files.readString(place.at("/etc/motd"))).isNotEmpty();
    assertThat(place.at("/var/svc/setup_complete")).doesNotExist();
  }

  private static void requireWhole(ZonePlace place) throws IOException {
    InstanceLayout layout = new InstanceLayout(place.root());
    Path etc = layout.configFile().getParent();
    InstanceKeyFiles keys = new InstanceKeyFiles(etc);
    assertThat(keys.names()).hasSize(1);
    InstanceKeyName name = keys.names().get(0);
    assertThat(Files.readString(keys.publicFile(name)).strip()).isEqualTo(keys.publicLine(name));
    assertThat(Files.readString(place.metadata("instPubKey")).strip())
        .isEqualTo(keys.publicLine(name));
    assertThat(new ConfigReader().read(layout.configFile()).requireManta().key())
        .isEqualTo("/data/imgapi/etc/" + name.privateFile());
    Path certificate = etc.resolve("cert.pem");
    assertThat(CertificateFile.parse(certificate, Files.readAllBytes(certificate)).keyMatches())
        .isTrue();
    assertThat(Crontab.of(Files.readString(place.at("/var/spool/cron/crontabs/root"))).missing())
        .isEmpty();
  }

  @Test
  void whereverAttachOrDetachBreaksOffTheSameCommandFinishesIt() throws IOException {
    ZonePlace place = zone("zone-a");
    setup(place, machine).everything(false).run(result -> {});
    Map<String, String> attached = files(place);
    attach(place, machine).detach().run(result -> {});
    Map<String, String> detached = files(place);
    assertThat(detached).isNotEqualTo(attached);
    for (int changes = 0; changes < 8; changes++) {
      FailingHost going = new FailingHost(machine, changes);
      assertThat(catchThrowable(() -> attach(place, going).attach().run(result -> {})) != null)
          .isEqualTo(going.hasFailed());
      attach(place, machine).attach().run(result -> {});
      assertThat(files(place)).isEqualTo(attached);
      FailingHost coming = new FailingHost(machine, changes);
      assertThat(catchThrowable(() -> attach(place, coming).detach().run(result -> {})) != null)
          .isEqualTo(coming.hasFailed());
      attach(place, machine).detach().run(result -> {});
      assertThat(files(place)).isEqualTo(detached);
    }
    attach(place, machine)
        .detach()
        .run(result -> assertThat(result.outcome()).isEqualTo(Outcome.ALREADY));
  }

  private static Attach attach(ZonePlace place, Host host) {
    return new Attach(
        new Zone(host, new InstanceLayout(place.root()), Optional.empty(), new ConfigReader()));
  }
}
