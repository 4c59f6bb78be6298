/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.cli.demo.Demo;
import io.imgapi.core.error.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code --with-config}: the configuration goes with the backup, its secrets do not. */
class WithConfigTest extends SnapshotFixture {
  private static final String PLANTED = "pLaNtEd";
  private static final String PUBLIC_KEY = "ssh-rsa " + publicKey() + " operator\n";
  private static final String CERTIFICATE =
      "-----BEGIN CERTIFICATE-----\nMIIBszCCARygAwIBAgIE\n-----END CERTIFICATE-----\n";
  private static final String PRIVATE_KEY =
      "-----BEGIN PRIVATE KEY-----\n" + PLANTED + "cert\n-----END PRIVATE KEY-----\n";

  private static String publicKey() {
    byte[] blob = new byte[200];
    System.arraycopy(new byte[] {0, 0, 0, 7, 's', 's', 'h', '-', 'r', 's', 'a'}, 0, blob, 0, 11);
    return Base64.getEncoder().encodeToString(blob);
  }

  private Path etc() {
    return zone.configuration().getParent();
  }

  @BeforeEach
  void furnish() throws IOException {
    edit(
        config -> {
          config.put("adminPassword", PLANTED + "1");
          config.putObject("docker").put("token", PLANTED + "2").put("url", "https://d.example");
          config.put("proxy", "http://user:" + PLANTED + "3@proxy.example/");
          config.put("note", "as it was");
        });
    write("authkeys/local/alice.keys", PUBLIC_KEY);
    write("authkeys/local/mistake.keys", "-----BEGIN RSA PRIVATE KEY-----\n" + PLANTED + "4\n");
    write("authkeys/manta/bob.keys", PUBLIC_KEY);
    write("cert.pem", CERTIFICATE + PRIVATE_KEY);
    write("instance.key", PRIVATE_KEY);
  }

  private void edit(Consumer<ObjectNode> change) throws IOException {
    JsonMapper json = new JsonMapper();
    ObjectNode config = (ObjectNode) json.readTree(Files.readAllBytes(zone.configuration()));
    change.accept(config);
    Files.write(
        zone.configuration(), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(config));
  }

  private ObjectNode config() throws IOException {
    return (ObjectNode) new JsonMapper().readTree(Files.readAllBytes(zone.configuration()));
  }

  private void write(String path, String text) throws IOException {
    Path file = etc().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Map<String, String> etcFiles() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.walk(etc())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(etc().relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private String archive() throws IOException {
    Path file = directory.resolve("archive");
    Files.deleteIfExists(file);
    done("manta", "get", "-o", file.toString(), inArea("config/config.tar.gz"));
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void noSecretLeavesTheInstance() throws IOException {
    Run backup = done("backup", "-y", "--with-config");
    String kept = archive();
    assertThat(kept)
        .contains("as it was", "d.example", "authkeys/local/alice.keys", "BEGIN CERTIFICATE")
        .doesNotContain(PLANTED)
        .doesNotContain("PRIVATE")
        .doesNotContain("mistake")
        .doesNotContain("authkeys/manta");
    assertThat(backup.err()).contains("it may hold a private key: authkeys/local/mistake.keys");
    assertThat(backup.out() + backup.err()).doesNotContain(PLANTED);
    Run restore = done("restore", "-y", "--with-config");
    assertThat(restore.out() + restore.err()).doesNotContain(PLANTED);
  }

  @Test
  void putsItOnlyWhereItChanged() throws IOException {
    assertThat(done("backup", "-y", "--with-config").err()).contains("the configuration was put");
    assertThat(done("backup", "-y", "--with-config").err()).contains("is up to date");
    edit(config -> config.put("adminPassword", PLANTED + "another"));
    assertThat(done("backup", "-y", "--with-config").err()).contains("is up to date");
    edit(config -> config.put("note", "another"));
    assertThat(done("backup", "-y", "--with-config").err()).contains("the configuration was put");
    assertThat(done("backup", "-y").err()).doesNotContain("the configuration");
  }

  @Test
  void bringsItBackAndKeepsTheLocalKeyAndSecrets() throws IOException {
    done("backup", "-y", "--with-config");
    ObjectNode before = config();
    Demo.delete(etc().resolve("authkeys"));
    edit(
        config -> {
          config.put("note", "lost").put("adminPassword", PLANTED + "local").remove("docker");
          ((ObjectNode) config.get("manta")).put("extra", "of another time");
        });
    String changed = Files.readString(zone.configuration());
    Run restore = done("restore", "-y", "--with-config");
    assertThat(restore.err()).contains("configuration:     2 files", "etc/imgapi.config.json");
    ObjectNode expected = before.deepCopy();
    expected.put("adminPassword", PLANTED + "local").remove("proxy");
    expected.put("proxy", "http://user:" + PLANTED + "3@proxy.example/");
    ((ObjectNode) expected.get("docker")).remove("token");
    assertThat(config()).isEqualTo(expected);
    assertThat(etcFiles()).containsEntry("authkeys/local/alice.keys", PUBLIC_KEY);
    assertThat(etcFiles()).containsEntry("cert.pem", CERTIFICATE + PRIVATE_KEY);
    try (var all = Files.walk(zone.root().resolve("data/imgapi/replaced"))) {
      List<Path> aside = all.filter(Files::isRegularFile).toList();
      assertThat(aside).hasSize(1);
      assertThat(aside.get(0)).endsWithRaw(Path.of("etc/imgapi.config.json"));
      assertThat(aside.get(0)).content().isEqualTo(changed);
    }
    assertThat(done("restore", "-y", "--with-config").err()).doesNotContain("configuration: ");
  }

  @Test
  void theKeyOfTheNewInstanceStays() throws IOException {
    done("backup", "-y", "--with-config");
    String key = "/data/imgapi/etc/another-place";
    String old = config().at("/manta/key").asText();
    Files.copy(zone.root().resolve(old.substring(1)), zone.root().resolve(key.substring(1)));
    edit(config -> ((ObjectNode) config.get("manta")).put("key", key));
    edit(config -> config.put("note", "lost"));
    done("restore", "-y", "--with-config");
    assertThat(config().at("/manta/key").asText()).isEqualTo(key);
    assertThat(config().at("/note").asText()).isEqualTo("as it was");
  }

  @Test
  void aCertificateWhoseKeyIsNotHereGoesBesideTheOther() throws IOException {
    done("backup", "-y", "--with-config");
    String other = CERTIFICATE.replace("MIIB", "MIIC") + PRIVATE_KEY;
    write("cert.pem", other);
    done("restore", "-y", "--with-config");
    assertThat(etcFiles())
        .containsEntry("cert.pem", other)
        .containsEntry("cert.pem.restored", CERTIFICATE);
  }

  @Test
  void aDryRunShowsItAndWritesNothing() throws IOException {
    done("backup", "-y", "--with-config");
    edit(config -> config.put("note", "lost"));
    Map<String, String> before = etcFiles();
    assertThat(json("restore", "-n", "--json", "--with-config").path("config").get(0).asText())
        .isEqualTo("etc/imgapi.config.json");
    assertThat(etcFiles()).isEqualTo(before);
  }

  @Test
  void saysThatNoneIsKept() {
    run("restore", "-y", "--with-config")
        .requireFailure(ExitCode.NOT_SET_UP, "no configuration is kept", "--with-config");
    run("restore", "-y", "--with-config", "--target", directory.resolve("x").toString())
        .requireFailure(ExitCode.USAGE, "--with-config does not go with --target");
  }

  @Test
  void aHostileArchiveIsRefusedAndNothingIsWritten() throws IOException {
    Map<String, String> before = etcFiles();
    for (Path hostile : hostileArchives()) {
      done("manta", "put", "-p", hostile.toString(), inArea("config/config.tar.gz"));
      Run refused = run("restore", "-y", "--with-config");
      refused.requireFailure(ExitCode.INTEGRITY, "was refused", "config/config.tar.gz");
      assertThat(etcFiles()).as("%s", hostile).isEqualTo(before);
      assertThat(local()).isEqualTo(states.get(2));
    }
    assertThat(directory.resolve("escaped")).doesNotExist();
  }

  private List<Path> hostileArchives() throws IOException {
    TarArchiveEntry link = new TarArchiveEntry("authkeys/local/a.keys", TarConstants.LF_SYMLINK);
    link.setLinkName("/etc/passwd");
    TarArchiveEntry device = new TarArchiveEntry("authkeys/local/b.keys", TarConstants.LF_CHR);
    return List.of(
        archiveOf("absolute", new TarArchiveEntry("/tmp/escaped", true), 3),
        archiveOf("dots", new TarArchiveEntry("authkeys/local/../../../escaped", true), 3),
        archiveOf("link", link, 0),
        archiveOf("device", device, 0),
        archiveOf("bomb", new TarArchiveEntry("cert.pem"), 64 << 20),
        archiveOf("foreign", new TarArchiveEntry("instance.key"), 3),
        archiveOf("noConfig", new TarArchiveEntry("authkeys/local/.hidden.keys"), 3),
        Files.writeString(directory.resolve("text"), "no archive at all"));
  }

  private Path archiveOf(String name, TarArchiveEntry entry, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      tar.write(new byte[size]);
      tar.closeArchiveEntry();
    }
    return Files.write(directory.resolve(name), bytes.toByteArray());
  }
}
