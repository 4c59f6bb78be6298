/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.command.sandbox.RunningSandbox;
import io.imgapi.core.error.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxZoneCreateCommandTest {
  @TempDir Path directory;
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void setsAZoneUpWithThePackagedProgramAndServesItsImages() throws Exception {
    Path name = Files.writeString(directory.resolve("name"), "a \"quoted\" name");
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      Run created =
          sandbox.create("images0", "-m", "mode=private", "-m", "serverName=@" + name, "--json");
      JsonNode zone = mapper.readTree(created.out());
      assertThat(zone.get("schema").asText()).isEqualTo("imgapi/sandbox-zone/1");
      assertThat(zone.get("up").asBoolean()).as(created.out()).isTrue();
      Path root = Path.of(zone.get("root").asText());
      assertThat(root).isEqualTo(sandbox.root("images0"));
      JsonNode config =
          mapper.readTree(Files.readString(root.resolve("data/imgapi/etc/imgapi.config.json")));
      assertThat(config.get("mode").asText()).isEqualTo("private");
      assertThat(config.get("serverName").asText()).isEqualTo("a \"quoted\" name");
      assertThat(config.at("/manta/user").asText()).isEqualTo("operator");

      assertThat(sandbox.run("status").out())
          .contains("zone:     images0 (set up)")
          .contains(zone.get("http").asText() + " (imgapi online)")
          .contains(zone.get("https").asText() + " (haproxy online)")
          .contains(root.toString());
      assertThat(
              mapper.readTree(sandbox.run("status", "--json").out()).at("/zones/0/alias").asText())
          .isEqualTo("images0");
      String https = zone.get("https").asText();
      assertThat(sandbox.run("env").out())
          .contains("export IMGAPI_ROOT='" + root + "'")
          .contains("export IMGAPI_URL='" + zone.get("http").asText() + "'")
          .contains("export IMGAPI_HTTPS_PORT='" + https.replaceAll(".*:", "") + "'");

      assertThat(inZone(root, "/data/imgapi-tools/current/bin/imgapi", "config", "port"))
          .isEqualTo(zone.get("http").asText().replaceAll(".*:", ""));
      // Rotates the log of the service, and hands it to the zone's own program for upload.
      inZone(root, "/usr/sbin/logadm", "-p", "now", "imgapi");
      try (var uploads = Files.list(root.resolve("var/log/triton/upload"))) {
        assertThat(uploads)
            .singleElement()
            .satisfies(file -> assertThat(file).content().contains("listening on 127.0.0.1"));
      }

      sandbox.zone("create", "images0").requireFailure(ExitCode.REFUSED, "images0 already");
      sandbox.restart();
      assertThat(mapper.readTree(sandbox.zone("list", "--json").out()).at("/zones/0"))
          .isEqualTo(((ObjectNode) zone).without("schema"));
    }
  }

  private static String inZone(Path root, String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(root.resolve(program.substring(1)).toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }

  @Test
  void aZoneWhoseSetUpFailsSaysWhyAndStays() throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      sandbox
          .zone("create", "images0", "-m", "channels=[broken", "--no-key")
          .requireFailure(
              ExitCode.FAILED, "set-up of zone images0", "channels", "zone reboot images0");
      assertThat(sandbox.zone("list").out())
          .contains("images0 (not set up)")
          .contains("(imgapi absent)")
          .contains("fault:  mdata:");
      Files.writeString(
          directory.resolve("triton/zone-state/images0/metadata/channels"), "standard");
      Run again = sandbox.zone("reboot", "images0");
      assertThat(again.status()).as(again.err()).isZero();
      assertThat(again.out()).contains("images0 (set up)").contains("(imgapi online)");
    }
  }

  @Test
  void whatCannotBeMadeIsABadCommandLine() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      sandbox.zone("create", "../up").requireFailure(ExitCode.USAGE, "../up");
      sandbox
          .zone("create", "images0", "-m", "sdc:alias=x")
          .requireFailure(ExitCode.USAGE, "sdc:alias");
      sandbox
          .zone("create", "images0", "-m", "mantaUser=ghost")
          .requireFailure(ExitCode.USAGE, "no account ghost", "--no-key");
      sandbox
          .zone("create", "images0", "-m", "serverName=@/no/such/file")
          .requireFailure(ExitCode.USAGE, "/no/such/file");
      assertThat(sandbox.zone("list").out()).isEmpty();
    }
  }

  @Test
  void withoutASandboxThereIsNowhereToMakeIt() {
    RunningSandbox.zoneIn(directory, "create", "images0")
        .requireFailure(ExitCode.NOT_SET_UP, "no sandbox");
  }
}
