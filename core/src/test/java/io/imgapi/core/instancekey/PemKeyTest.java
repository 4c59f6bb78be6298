/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PemKeyTest {
  /** PKCS#8 round an RFC 5915 key of P-256: version, algorithm, and its content as octets. */
  private static final byte[] HEAD =
      Base64.getDecoder().decode("MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHk=");

  @RepeatedTest(20)
  void its_private_integer_takes_exactly_its_bytes() throws Exception {
    PemKey key = PemKey.generate("coal imgapi key");
    byte[] der =
        Base64.getMimeDecoder()
            .decode(key.privateText().replaceAll("-----[A-Z ]+-----", "").strip());
    assertThat(der[6]).isEqualTo((byte) 32);
    assertThat(der).hasSize(121);
    byte[] whole = Arrays.copyOf(HEAD, HEAD.length + der.length);
    System.arraycopy(der, 0, whole, HEAD.length, der.length);
    ECPrivateKey read =
        (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(whole));
    assertThat(read.getS().signum()).isPositive();
    assertThat(PublicHalf.of(key.privateText(), "x").sha256()).isEqualTo(key.publicHalf().sha256());
  }

  @Test
  void it_shows_its_public_half_alone() {
    PemKey key = PemKey.generate("coal imgapi key");
    assertThat(key.toString()).startsWith("SHA256:").doesNotContain("PRIVATE");
    assertThat(key.publicHalf().line()).endsWith(" coal imgapi key");
    assertThat(key.privateText()).startsWith("-----BEGIN EC PRIVATE KEY-----\n");
  }
}
