/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.manta.key.MantaKeyException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys of every kind in every format, made by ssh-keygen and openssl, checked with the plain JDK.
 */
class MantaKeysTest {
  private static final byte[] DATA = "date: Sun, 22 Nov 2026 09:06:15 GMT".getBytes(KeyTools.ASCII);
  private static final String SECRET = "correct horse";

  /** A length of four bytes in DER, and near enough one in the OpenSSH format. */
  private static final byte[] HUGE = {(byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xf0};

  /** One way a key can lie in a file. */
  record Case(String kind, String format, boolean encrypted) {}

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String kind : List.of("rsa", "p256", "p384", "p521", "ed25519")) {
      for (boolean encrypted : new boolean[] {false, true}) {
        cases.add(new Case(kind, "openssh", encrypted));
        cases.add(new Case(kind, "pkcs8", encrypted));
        if (!kind.equals("ed25519")) {
          cases.add(new Case(kind, "traditional", encrypted));
        }
        if (kind.startsWith("p")) {
          cases.add(new Case(kind, "parameters", encrypted));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAndSigns(Case one, @TempDir Path dir) throws Exception {
    Path file = KeyTools.make(dir, one.kind(), one.format(), one.encrypted() ? SECRET : "");
    SshPublicKey expected = SshPublicKey.parse(Files.readString(dir.resolve("key.pub")));
    MantaSigner signer = MantaKeys.fromFile(file, PassphraseSource.of(SECRET.toCharArray()));
    assertThat(signer.publicKey()).isEqualTo(expected);
    assertThat(signer.algorithm())
        .isEqualTo(
            switch (one.kind()) {
              case "rsa" -> "rsa-sha256";
              case "p256" -> "ecdsa-sha256";
              case "p384", "p521" -> "ecdsa-sha512";
              default -> "ed25519-sha512";
            });
    assertThat(KeyTools.verifies(expected, signer.algorithm(), DATA, signer.sign(DATA))).isTrue();
    assertThat(signer.toString()).contains(expected.md5());
    if (one.encrypted()) {
      MantaKeyException wrong =
          catchThrowableOfType(
              MantaKeyException.class,
              () -> MantaKeys.fromFile(file, PassphraseSource.of("wrong".toCharArray())));
      assertThat(wrong.reason()).isEqualTo(Reason.WRONG_PASSPHRASE);
      assertThatThrownBy(() -> MantaKeys.fromFile(file, PassphraseSource.none()))
          .hasMessageContaining("needs a passphrase")
          .isInstanceOfSatisfying(
              MantaKeyException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.PASSPHRASE_NEEDED));
    }
  }

  @Test
  void fingerprintsAsSshKeygenDoes(@TempDir Path dir) throws Exception {
    Path file = KeyTools.make(dir, "rsa", "openssh", "");
    SshPublicKey key = MantaKeys.fromFile(file, PassphraseSource.none()).publicKey();
    assertThat(KeyTools.run("ssh-keygen", "-l", "-E", "md5", "-f", file.toString()))
        .contains("MD5:" + key.md5() + " ");
    assertThat(KeyTools.run("ssh-keygen", "-l", "-f", file.toString()))
        .contains(key.sha256() + " ");
    for (String id :
        List.of(
            key.md5(),
            "MD5:" + key.md5(),
            "md5:" + key.md5().toUpperCase(java.util.Locale.ROOT),
            key.sha256())) {
      assertThat(key.hasId(id)).as(id).isTrue();
      assertThat(MantaKeys.fromFile(file, id, PassphraseSource.none()).publicKey()).isEqualTo(key);
    }
    SshPublicKey again = SshPublicKey.parse(Files.readString(dir.resolve("key.pub")));
    assertThat(again.comment()).isEqualTo("a comment");
    assertThat(again.line()).isEqualTo(Files.readString(dir.resolve("key.pub")).strip());
  }

  @Test
  void namesBothIdsOfAMismatch(@TempDir Path dir) throws Exception {
    Path file = KeyTools.make(dir, "p256", "openssh", "");
    String other = "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff";
    KeyMismatchException mismatch =
        catchThrowableOfType(
            KeyMismatchException.class,
            () -> MantaKeys.fromFile(file, other, PassphraseSource.none()));
    assertThat(mismatch.wanted()).isEqualTo(other);
    assertThat(mismatch).hasMessageContaining(other).hasMessageContaining(mismatch.actual());
    assertThatThrownBy(() -> MantaKeys.fromFile(file, "nonsense", PassphraseSource.none()))
        .isInstanceOfSatisfying(
            MantaKeyException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_KEY_ID));
  }

  @Test
  void saysWhatIsWrongWithAFileAndNothingOfItsContent(@TempDir Path dir) throws Exception {
    Path good = KeyTools.make(dir, "rsa", "traditional", "");
    String text = Files.readString(good);
    Path broken = Files.writeString(dir.resolve("broken"), text.replaceFirst("(?m)^M", "!!!M"));
    Path cut =
        Files.writeString(
            dir.resolve("cut"), text.substring(0, 400) + "\n-----END RSA PRIVATE KEY-----\n");
    Path noise = Files.writeString(dir.resolve("noise"), "hello world, nothing here");
    Path dsa = KeyTools.dsa(dir.resolve("dsa"));

    assertReason(dir.resolve("missing"), Reason.UNREADABLE);
    assertReason(dir, Reason.UNREADABLE);
    assertReason(dir.resolve("key.pub"), Reason.NOT_PRIVATE);
    assertReason(noise, Reason.UNKNOWN_FORMAT);
    assertReason(cut, Reason.UNKNOWN_FORMAT);
    assertReason(dsa, Reason.UNSUPPORTED);
    for (Path file : List.of(broken, cut, noise)) {
      Throwable failure =
          org.assertj.core.api.Assertions.catchThrowable(
              () -> MantaKeys.fromFile(file, PassphraseSource.none()));
      for (Throwable t = failure; t != null; t = t.getCause()) {
        assertThat(String.valueOf(t.getMessage()))
            .doesNotContain("hello world")
            .doesNotContain(text.substring(60, 90));
      }
    }
  }

  private static void assertReason(Path file, Reason reason) {
    MantaKeyException failure =
        catchThrowableOfType(
            MantaKeyException.class, () -> MantaKeys.fromFile(file, PassphraseSource.none()));
    assertThat(failure)
        .as(file.toString())
        .isNotNull()
        .hasMessageContaining(file.getFileName().toString());
    assertThat(failure.reason()).as(file.toString()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"rsa,traditional", "p256,traditional", "rsa,pkcs8", "p256,openssh", "rsa,openssh"})
  void aLengthThatIsLargerThanTheKeyIsDamageAndTakesNoMemory(
      String kind, String format, @TempDir Path dir) throws Exception {
    String text = Files.readString(KeyTools.make(dir, kind, format, ""));
    String begin = text.lines().findFirst().orElseThrow();
    byte[] whole = Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]+-----", ""));
    int refused = 0;
    for (int at = 0; at + HUGE.length < 60; at++) {
      byte[] damaged = whole.clone();
      System.arraycopy(HUGE, 0, damaged, at, HUGE.length);
      Path file =
          Files.writeString(
              dir.resolve("damaged"),
              String.join(
                  "\n",
                  begin,
                  Base64.getMimeEncoder().encodeToString(damaged),
                  begin.replace("BEGIN", "END")));
      // Within a number it is no length at all, and the key is another one.
      Throwable failure = catchThrowable(() -> MantaKeys.fromFile(file, PassphraseSource.none()));
      if (failure != null) {
        assertThat(failure).as("at %d", at).isInstanceOf(MantaKeyException.class);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(HUGE.length);
  }

  @Test
  void findsAKeyInADirectory(@TempDir Path dir) throws Exception {
    List<SshPublicKey> keys = new ArrayList<>();
    int number = 0;
    for (Case one :
        List.of(
            new Case("rsa", "traditional", false),
            new Case("p256", "openssh", true),
            new Case("ed25519", "pkcs8", true))) {
      Path sub = Files.createDirectory(dir.resolve("sub" + number));
      Path made = KeyTools.make(sub, one.kind(), one.format(), one.encrypted() ? SECRET : "");
      keys.add(SshPublicKey.parse(Files.readString(sub.resolve("key.pub"))));
      Files.copy(made, dir.resolve("id" + number));
      if (number == 2) {
        Files.copy(sub.resolve("key.pub"), dir.resolve("id2.pub"));
      }
      number++;
    }
    Files.writeString(dir.resolve("known_hosts"), "host ssh-rsa AAAA");
    PassphraseSource secret = PassphraseSource.of(SECRET.toCharArray());
    for (SshPublicKey key : keys) {
      assertThat(MantaKeys.find(key.sha256(), dir, SshAgent.none(), secret).publicKey())
          .isEqualTo(key);
    }
    Files.delete(dir.resolve("id2.pub"));
    MantaKeyException notFound =
        catchThrowableOfType(
            MantaKeyException.class,
            () -> MantaKeys.find(keys.get(2).md5(), dir, SshAgent.none(), secret));
    assertThat(notFound.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(notFound)
        .hasMessageContaining(keys.get(2).md5())
        .hasMessageContaining("encrypted, no .pub beside it");
  }

  @Test
  void refusesLinesThatAreNoPublicKey() {
    for (String line :
        List.of(
            "", "ssh-rsa", "ssh-rsa !!!", "ssh-rsa AAAA", "ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQAB")) {
      assertThatThrownBy(() -> SshPublicKey.parse(line)).isInstanceOf(MantaKeyException.class);
    }
  }

  @Test
  void wipesNothingItStillNeeds() throws IOException {
    PassphraseSource source = PassphraseSource.of(SECRET.toCharArray());
    java.util.Arrays.fill(source.passphraseFor("x"), '\0');
    assertThat(source.passphraseFor("x")).isEqualTo(SECRET.toCharArray());
  }
}
