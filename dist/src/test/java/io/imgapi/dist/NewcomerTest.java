/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.rootdisk.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does who has an empty directory, a Java and the archive. */
class NewcomerTest {
  private static final Pattern EXPORT = Pattern.compile("export (\\w+)='?([^']*)'?");
  private static final List<String> HOOKS =
      List.of("etc/logadm.conf", "root/.profile", "var/spool/cron/crontabs/root");

  @TempDir Path work;

  private Machine machine;
  private Release release;

  private Path installed(String name) {
    return work.resolve("place/current").resolve(name);
  }

  private String imgapi(String... words) {
    return machine.run(Shell.SYSTEM, installed("bin/imgapi"), words).good();
  }

  private void installWithEverything() throws IOException {
    machine = new Machine(Files.createDirectories(work.resolve("home")));
    release = Release.unpack(work.resolve("download"));
    machine
        .run(Shell.SYSTEM, release.installer(), "--prefix", work.resolve("place").toString())
        .good();
  }

  @Test
  void unpacksInstallsTriesUpgradesAndRemoves() throws IOException {
    installWithEverything();
    assertThat(imgapi("--version")).isEqualTo("imgapi " + Release.VERSION + "\n");
    try (Stream<Path> made = Files.list(installed("lib"))) {
      assertThat(made.filter(path -> path.toString().endsWith(".archive")))
          .hasSize(1)
          .allSatisfy(archive -> assertThat(archive).isNotEmptyFile());
    }
    assertThat(imgapi("sandbox", "demo")).contains("The sandbox is stopped.");
    tryInZone();
    machine.run(Shell.SYSTEM, installed("install"), "--uninstall").good();
    assertThat(work.resolve("place")).doesNotExist();
  }

  /** Of a sandbox of its own, which is not the zone of anybody else. */
  private void tryInZone() throws IOException {
    String triton = work.resolve("triton").toString();
    imgapi("sandbox", "start", "--dir", triton, "--detach");
    try {
      imgapi("sandbox", "zone", "create", "images0", "--dir", triton);
      Matcher exports = EXPORT.matcher(imgapi("sandbox", "env", "--dir", triton));
      while (exports.find()) {
        machine = machine.with(exports.group(1), exports.group(2));
      }
      Path root = Path.of(imgapiRoot(triton));
      imgapi("restore", "-y", "--new-repo");
      oldNamesWork(root);
      isHookedInAndOut(root);
    } finally {
      imgapi("sandbox", "stop", "--dir", triton);
    }
  }

  private String imgapiRoot(String triton) {
    Matcher exports = EXPORT.matcher(imgapi("sandbox", "env", "--dir", triton));
    return exports
        .results()
        .filter(export -> "IMGAPI_ROOT".equals(export.group(1)))
        .map(export -> export.group(2))
        .findFirst()
        .orElseThrow();
  }

  private Machine.Run old(Shell shell, Wrapper wrapper, String... words) {
    return machine.run(shell, installed("wrappers/" + wrapper.fileName()), words);
  }

  private void oldNamesWork(Path root) throws IOException {
    for (Shell shell : Shell.found().limit(2).toList()) {
      old(shell, Wrapper.BACKUP, "-y").good();
      assertThat(root.resolve("data/imgapi/run/backup.status")).hasContent("0");
      old(shell, Wrapper.LOG_UPLOAD).good();
      assertThat(root.resolve("data/imgapi/run/logupload.status")).hasContent("0");
      old(shell, Wrapper.RESTORE, "-y").good();
      assertThat(old(shell, Wrapper.STATUS, "-v").good()).isEmpty();
      assertThat(old(shell, Wrapper.MANTA_ENV).good()).contains("export MANTA_URL=");
      assertThat(old(shell, Wrapper.GEN_SETUP_CONFIG).good()).contains("\"databaseType\"");
      assertThat(old(shell, Wrapper.POST_LOG_ROTATE, "nothing").failed())
          .contains("error: error exit status");
      assertThat(old(shell, Wrapper.MANTA_SETUP, "FIRST-LB", "-i").good())
          .contains("configured so");
      String alias = "old-" + shell.name();
      assertThat(old(shell, Wrapper.CREATE, "operator", "latest", "sample-2G", alias).good())
          .contains("runs and answers", "uuid:");
      assertThat(
              old(shell, Wrapper.REPROVISION, "-y", alias, "latest", "-I", "--no-backup-check")
                  .good())
          .contains("way back:");
    }
  }

  /** Files that the zone's own tools write change all the time; these do not. */
  private static Map<String, String> rootDisk(Path root) throws IOException {
    Map<String, String> disk = new TreeMap<>();
    for (String hook : HOOKS) {
      disk.put(hook, Files.readString(root.resolve(hook)));
    }
    try (Stream<Path> programs = Files.walk(root.resolve("opt/smartdc/imgapi"))) {
      for (Path program : programs.filter(Files::isRegularFile).toList()) {
        disk.put(program.toString(), Files.readString(program));
      }
    }
    return disk;
  }

  private void isHookedInAndOut(Path root) throws IOException {
    imgapi("detach");
    Map<String, String> before = rootDisk(root);
    Release quick = release.quick();
    assertThat(machine.run(Shell.SYSTEM, quick.installer()).good()).contains("imgapi attach");
    Path tools = root.resolve("data/imgapi-tools");
    assertThat(rootDisk(root).get("var/spool/cron/crontabs/root"))
        .contains("/data/imgapi-tools/current/bin/imgapi backup");
    assertThat(tools.resolve("current/bin/imgapi")).isExecutable();
    machine.run(Shell.SYSTEM, release.as("99.2.0").installer()).good();
    assertThat(Files.readSymbolicLink(tools.resolve("current"))).hasToString("99.2.0");
    assertThat(machine.run(Shell.SYSTEM, tools.resolve("current/install"), "--uninstall").good())
        .contains("imgapi detach");
    assertThat(rootDisk(root)).isEqualTo(before);
    assertThat(tools.resolve("current")).doesNotExist();
  }
}
