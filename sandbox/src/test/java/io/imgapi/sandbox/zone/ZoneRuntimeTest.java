/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxException.Reason;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.program.ZoneShell;
import io.imgapi.sandbox.zone.program.ZoneShell.Ended;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of zones that are set up by a program: operator-scripts.md 7. */
class ZoneRuntimeTest {

  @TempDir Path directory;
  private Path program;
  private Path trouble;

  @BeforeEach
  void prepare() throws Exception {
    trouble = directory.resolve("trouble");
    program = SmallSetUp.write(directory, trouble);
  }

  private Sandbox start() {
    return Sandbox.start(
        SandboxOptions.inDirectory(directory.resolve("d"))
            .http()
            .withProgram(List.of(program.toString())));
  }

  private static void fails(Reason reason, String message, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            SandboxException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure.remedy()).isNotEmpty();
            })
        .hasMessageContaining(message);
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }

  @Test
  void aZoneIsSetUpAtItsFirstBootAndConfiguredAtEachOther() throws Exception {
    try (Sandbox sandbox = start()) {
      ZoneReport zone =
          sandbox
              .runtime()
              .boot(new ZoneRequest("images0", Map.of("mode", "private", "x", "y"), true, true));
      Path root = Path.of(zone.root());
      assertThat(zone.setUp()).isTrue();
      assertThat(zone.stateOf("imgapi")).isEqualTo("online");
      assertThat(zone.stateOf("mdata")).isEqualTo("online");
      assertThat(zone.up()).isTrue();
      assertThat(Zones.firstIn(directory.resolve("d"))).contains(root);
      assertThat(root.resolve("ran")).content().isEqualTo("setup --root " + root + "\n");
      assertThat(root.resolve("var/log/setup.log")).content().startsWith("set up: setup");
      ZoneShell shell = new ZoneShell(root);
      assertThat(shell.run("/usr/sbin/mdata-get", "mantaUrl").out().strip())
          .isEqualTo(sandbox.manta().url().toString());
      assertThat(shell.run("/usr/sbin/mdata-get", "mantaUser").out()).isEqualTo("operator\n");
      assertThat(shell.run("/usr/sbin/mdata-get", "mantaBaseDir").out()).isEqualTo("images0\n");
      assertThat(shell.run("/usr/sbin/mdata-get", "mantaInsecure").status()).isEqualTo(1);
      assertThat(shell.run("/usr/sbin/mdata-get", "x").out()).isEqualTo("y\n");
      JsonNode config = config(root);
      assertThat(config.get("mode").asText()).isEqualTo("private");
      assertThat(config.get("address").asText()).isEqualTo("127.0.0.1");
      assertThat(config.get("port").asInt()).isEqualTo(port(zone.http()));
      assertThat(root.resolve("opt/smartdc/imgapi/etc/standalone/haproxy.cfg"))
          .content()
          .contains("bind 127.0.0.1:" + port(zone.https()) + " ssl crt /data/imgapi/etc/cert.pem");
      assertThat(root.resolve("opt/smartdc/imgapi/bin/imgapi-standalone-backup")).isExecutable();

      Ended tool = shell.run("/data/imgapi-tools/current/bin/imgapi", "config");
      assertThat(tool.status()).as("the program's own: %s", tool).isEqualTo(2);

      sandbox.runtime().reboot("images0");
      assertThat(root.resolve("ran")).content().endsWith("setup --root " + root + " --boot\n");
      assertThat(root.resolve("ran")).content().hasLineCount(2);
    }
  }

  @Test
  void itsMetadataCanBeChangedFromOutside() throws Exception {
    try (Sandbox sandbox = start()) {
      ZoneReport zone =
          sandbox
              .runtime()
              .boot(new ZoneRequest("images0", Map.of("x", "1", "y", "2"), false, false));
      sandbox
          .runtime()
          .changeMetadata(
              "images0",
              Map.of("x", Optional.of("3"), "y", Optional.empty(), "z", Optional.of("4")));
      ZoneShell shell = new ZoneShell(Path.of(zone.root()));
      assertThat(shell.run("/usr/sbin/mdata-get", "x").out()).isEqualTo("3\n");
      assertThat(shell.run("/usr/sbin/mdata-get", "y").status()).isEqualTo(1);
      assertThat(shell.run("/usr/sbin/mdata-get", "z").out()).isEqualTo("4\n");
      fails(
          Reason.INVALID_ARGUMENT,
          "cannot be set",
          () -> sandbox.runtime().changeMetadata("images0", Map.of("../x", Optional.of("1"))));
    }
  }

  @Test
  void whatIsLeftOfAZoneIsClearedAwayButNotAnotherOfItsName() throws Exception {
    try (Sandbox sandbox = start()) {
      ZoneReport zone = sandbox.runtime().boot(new ZoneRequest("images0", Map.of(), false, false));
      sandbox.runtime().discard("images0", "b3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001");
      assertThat(sandbox.runtime().list()).hasSize(1);
      sandbox.runtime().discard("images0", zone.uuid());
      assertThat(sandbox.runtime().list()).isEmpty();
      Path state = Files.createDirectories(directory.resolve("d/zone-state/images0"));
      Files.writeString(state.resolve("uuid"), zone.uuid() + "\n");
      Files.createDirectories(directory.resolve("d/zones/images0/data"));
      sandbox.runtime().discard("images0", zone.uuid());
      sandbox.runtime().discard("images1", zone.uuid());
      assertThat(sandbox.runtime().boot(new ZoneRequest("images0", Map.of(), false, false)).setUp())
          .as("the name is free")
          .isTrue();
    }
  }

  private static JsonNode config(Path root) throws Exception {
    return new ObjectMapper()
        .readTree(Files.readString(root.resolve("data/imgapi/etc/imgapi.config.json")));
  }

  @Test
  void itsKeyIsPutOnTheAccountUnlessThatIsNotWanted() throws Exception {
    Path keys = directory.resolve("d/keys/operator");
    try (Sandbox sandbox = start()) {
      sandbox.runtime().boot(new ZoneRequest("images0", Map.of(), true, false));
      try (var files = Files.list(keys)) {
        assertThat(files).hasSize(1);
      }
      sandbox.runtime().boot(ZoneRequest.of("images1"));
      try (var files = Files.list(keys)) {
        assertThat(files).hasSize(2);
      }
      fails(
          Reason.INVALID_ARGUMENT,
          "no account ghost",
          () ->
              sandbox
                  .runtime()
                  .boot(new ZoneRequest("images2", Map.of("mantaUser", "ghost"), true, true)));
      ZoneReport bare = sandbox.runtime().boot(new ZoneRequest("images3", Map.of(), false, true));
      assertThat(
              new ZoneShell(Path.of(bare.root())).run("/usr/sbin/mdata-get", "mantaUrl").status())
          .isEqualTo(1);
    }
  }

  @Test
  void aSetUpThatFailsIsReportedAndTriedAgainAtTheNextBoot() throws Exception {
    Files.createFile(trouble);
    try (Sandbox sandbox = start()) {
      fails(
          Reason.ZONE_FAILED,
          "setup: nothing works today",
          () -> sandbox.runtime().boot(ZoneRequest.of("images0")));
      ZoneReport zone = sandbox.runtime().list().get(0);
      assertThat(zone.setUp()).isFalse();
      assertThat(zone.stateOf("mdata")).isEqualTo("maintenance");
      assertThat(zone.stateOf("imgapi")).isEqualTo("absent");
      assertThat(new ZoneShell(Path.of(zone.root())).run("/usr/bin/svcs", "-x").out())
          .contains("svc:/smartdc/mdata:execute")
          .contains("ended with status 1");
      fails(Reason.ZONE_FAILED, "status 1", () -> sandbox.runtime().reboot("images0"));
    }
    Files.delete(trouble);
    try (Sandbox sandbox = start()) {
      assertThat(sandbox.runtime().list().get(0).setUp()).isFalse();
      assertThat(sandbox.runtime().list().get(0).stateOf("mdata")).isEqualTo("maintenance");
      ZoneReport zone = sandbox.runtime().reboot("images0");
      assertThat(zone.setUp()).isTrue();
      assertThat(zone.stateOf("imgapi")).isEqualTo("online");
      assertThat(Path.of(zone.root()).resolve("ran")).content().hasLineCount(3);
    }
  }

  @Test
  void zonesAndTheirPortsComeBackWithTheSandbox() throws Exception {
    List<ZoneReport> before;
    try (Sandbox sandbox = start()) {
      sandbox.runtime().boot(ZoneRequest.of("images0"));
      sandbox.runtime().boot(ZoneRequest.of("images1"));
      before = sandbox.runtime().list();
    }
    Path root = Path.of(before.get(0).root());
    assertThat(before.get(0).http()).isNotEqualTo(before.get(1).http());
    assertThat(new ZoneShell(root).run("/usr/bin/svcs", "-H", "-o", "state", "imgapi").out())
        .isEqualTo("offline\n");
    Path url = directory.resolve("d/zone-state/images0/metadata/mantaUrl");
    Files.writeString(url, "http://127.0.0.1:9");
    try (Sandbox sandbox = start()) {
      assertThat(sandbox.runtime().list()).isEqualTo(before);
      assertThat(url).hasContent(sandbox.manta().url().toString());
      assertThat(root.resolve("ran")).content().hasLineCount(1);
      fails(Reason.ZONE_EXISTS, "images0", () -> sandbox.runtime().boot(ZoneRequest.of("images0")));
    }
  }

  @Test
  void aNewRootDiskKeepsWhatLiesUnderData() throws Exception {
    try (Sandbox sandbox = start()) {
      ZoneReport before = sandbox.runtime().boot(ZoneRequest.of("images0"));
      Path root = Path.of(before.root());
      Files.writeString(root.resolve("data/imgapi/manifests/x.raw"), "{}");
      Files.writeString(root.resolve("var/log/triton.log"), "lost with the disk");
      Files.createSymbolicLink(root.resolve("root/link"), directory.resolve("inst.id_ecdsa"));
      Files.writeString(
          root.resolve("opt/smartdc/imgapi/bin/imgapi-standalone-backup"), "of the toolkit");
      String config = Files.readString(root.resolve("data/imgapi/etc/imgapi.config.json"));

      ZoneReport after = sandbox.runtime().replaceRootDisk("images0");
      assertThat(after).isEqualTo(before);
      assertThat(root.resolve("data/imgapi/manifests/x.raw")).hasContent("{}");
      assertThat(root.resolve("data/imgapi/etc/imgapi.config.json")).hasContent(config);
      assertThat(root.resolve("var/log/triton.log")).doesNotExist();
      assertThat(root.resolve("root/link")).doesNotExist();
      assertThat(directory.resolve("inst.id_ecdsa")).exists();
      assertThat(root.resolve("opt/smartdc/imgapi/bin/imgapi-standalone-backup"))
          .content()
          .contains("none of the old programs");
      assertThat(root.resolve("ran")).content().isEqualTo("setup --root " + root + "\n");
    }
  }

  @Test
  void aChangeOfTheRootDiskThatWasCutShortLosesNoData() throws Exception {
    Path root;
    try (Sandbox sandbox = start()) {
      root = Path.of(sandbox.runtime().boot(ZoneRequest.of("images0")).root());
      Files.writeString(root.resolve("data/imgapi/manifests/x.raw"), "{}");
    }
    Files.move(root.resolve("data"), directory.resolve("d/zone-state/images0/data"));
    Files.delete(root.resolve("var/svc/.ran-user-script"));
    try (Sandbox sandbox = start()) {
      assertThat(root.resolve("data/imgapi/manifests/x.raw")).hasContent("{}");
      assertThat(sandbox.runtime().list().get(0).setUp()).isFalse();
      assertThat(sandbox.runtime().reboot("images0").up()).isTrue();
      assertThat(root.resolve("data/imgapi/manifests/x.raw")).hasContent("{}");
      assertThat(directory.resolve("d/zone-state/images0/data")).doesNotExist();
    }
  }

  @Test
  void aDestroyedZoneLeavesNothing() throws Exception {
    try (Sandbox sandbox = start()) {
      ZoneReport zone = sandbox.runtime().boot(ZoneRequest.of("images0"));
      sandbox.runtime().destroy("images0");
      assertThat(Path.of(zone.root())).doesNotExist();
      assertThat(directory.resolve("d/zone-state/images0")).doesNotExist();
      assertThat(sandbox.runtime().list()).isEmpty();
      assertThat(Zones.firstIn(directory.resolve("d"))).isEmpty();
      fails(Reason.NO_SUCH_ZONE, "images0", () -> sandbox.runtime().destroy("images0"));
      fails(Reason.NO_SUCH_ZONE, "images0", () -> sandbox.runtime().reboot("images0"));
      assertThat(sandbox.runtime().boot(ZoneRequest.of("images0")).uuid())
          .isNotEqualTo(zone.uuid());
    }
  }

  @Test
  void whatCannotBeAZoneIsRefused() {
    try (Sandbox sandbox = start()) {
      fails(
          Reason.INVALID_ARGUMENT, "../up", () -> sandbox.runtime().boot(ZoneRequest.of("../up")));
      fails(
          Reason.INVALID_ARGUMENT,
          "sdc:alias",
          () ->
              sandbox
                  .runtime()
                  .boot(new ZoneRequest("images0", Map.of("sdc:alias", "x"), true, true)));
      assertThat(sandbox.runtime().list()).isEmpty();
    }
    try (Sandbox sandbox =
        Sandbox.start(SandboxOptions.inDirectory(directory.resolve("other")).http())) {
      fails(
          Reason.ZONE_FAILED,
          "knows no imgapi program",
          () -> sandbox.runtime().boot(ZoneRequest.of("images0")));
    }
  }
}
