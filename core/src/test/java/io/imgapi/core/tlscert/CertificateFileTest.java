/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.tlscert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {
  private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

  @TempDir Path directory;

  private String openssl(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "openssl";
    System.arraycopy(words, 0, command, 1, words.length);
    Exited exited =
        (Exited) new LocalHost("/usr/bin:/bin").run(Command.of(Duration.ofSeconds(60), command));
    assertThat(exited.status()).as(exited.err()).isZero();
    return exited.out();
  }

  private CertificateFile read(String name) throws IOException {
    Path file = directory.resolve(name);
    return CertificateFile.parse(file, Files.readAllBytes(file));
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void opensslReadsWhatAnInstanceBeginsWith() throws IOException {
    Files.write(directory.resolve("cert.pem"), SelfSigned.pem(NOW));
    assertThat(openssl("x509", "-in", at("cert.pem"), "-noout", "-subject", "-enddate"))
        .contains("CN = *")
        .contains("notAfter=Nov 26 00:00:00 2027 GMT");
    assertThat(openssl("x509", "-in", at("cert.pem"), "-noout", "-pubkey"))
        .isEqualTo(openssl("pkey", "-in", at("cert.pem"), "-pubout"));
    assertThat(openssl("pkey", "-in", at("cert.pem"), "-noout", "-text")).contains("2048 bit");
    CertificateFile file = read("cert.pem");
    assertThat(file.keyMatches()).isTrue();
    assertThat(file.isSelfSigned()).isTrue();
    assertThat(file.daysLeft(NOW)).isEqualTo(365);
    assertThat(file.daysLeft(NOW.plus(Duration.ofDays(365)).plusSeconds(1))).isEqualTo(-1);
    assertThat(openssl("x509", "-in", at("cert.pem"), "-noout", "-fingerprint", "-sha256"))
        .contains("=" + file.fingerprint());
    assertThat(file.toString()).isEqualTo("CN=*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa:2048", "ec", "ed25519"})
  void keysOfEveryKindAreHeldAgainstTheirCertificate(String kind) throws IOException {
    for (String name : new String[] {"one", "other"}) {
      if (kind.equals("ec")) {
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", at(name + ".key"));
        openssl(
            "req",
            "-x509",
            "-key",
            at(name + ".key"),
            "-subj",
            "/CN=" + name,
            "-days",
            "10",
            "-out",
            at(name + ".crt"));
      } else {
        openssl(
            "req",
            "-x509",
            "-newkey",
            kind,
            "-nodes",
            "-subj",
            "/CN=" + name,
            "-days",
            "10",
            "-keyout",
            at(name + ".key"),
            "-out",
            at(name + ".crt"));
      }
    }
    CertificateFile one = read("one.crt");
    assertThat(one.hasKey()).isFalse();
    assertThat(one.withKeyOf(read("one.key")).keyMatches()).isTrue();
    assertThat(one.withKeyOf(read("other.key")).keyMatches()).isFalse();
    byte[] whole = one.withKeyOf(read("one.key")).pem();
    assertThat(CertificateFile.parse(directory, whole).keyMatches()).isTrue();
  }

  @Test
  void whatCannotBeUsedIsNamedWithoutQuotingIt() throws IOException {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-passout",
        "pass:secret",
        "-subj",
        "/CN=a",
        "-keyout",
        at("a.key"),
        "-out",
        at("a.crt"));
    assertThatThrownBy(() -> read("a.key"))
        .isInstanceOfSatisfying(
            ImgapiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ExitCode.CONFIG_INVALID);
              assertThat(e).hasMessageContaining("passphrase");
              assertThat(e.remedy()).contains("openssl pkey");
            });
    String broken = Files.readString(directory.resolve("a.crt")).replace("MII", "M!I");
    Files.writeString(directory.resolve("a.crt"), broken);
    assertThatThrownBy(() -> read("a.crt"))
        .isInstanceOf(ImgapiException.class)
        .hasMessageContaining("damaged")
        .hasNoCause();
  }
}
