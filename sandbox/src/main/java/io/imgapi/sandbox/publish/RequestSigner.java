/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** Signs requests to an IMGAPI with an RSA key (triton-apis.md 10). */
final class RequestSigner {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final KeyPair pair;
  private final String user;
  private final Clock clock;

  private RequestSigner(KeyPair pair, String user, Clock clock) {
    this.pair = pair;
    this.user = user;
    this.clock = clock;
  }

  /** Reads a user's private key. */
  static RequestSigner load(Path privateKey, String user, Clock clock) throws IOException {
    try {
      KeyPair pair = KeyPair.load(new JSch(), Files.readAllBytes(privateKey), null);
      if (pair.isEncrypted() || pair.getKeyType() != KeyPair.RSA) {
        throw new IOException("not an RSA key without a passphrase");
      }
      return new RequestSigner(pair, user, clock);
    } catch (JSchException broken) {
      throw new IOException("not a private key", broken);
    }
  }

  /** The headers of one request, made now. */
  Signed sign() {
    String date = DATE.format(clock.instant());
    ByteBuffer blob =
        ByteBuffer.wrap(pair.getSignature(("date: " + date).getBytes(UTF_8), "rsa-sha2-256"));
    blob.position(Integer.BYTES + blob.getInt());
    byte[] signature = new byte[blob.getInt()];
    blob.get(signature);
    return new Signed(
        date,
        "Signature keyId=\"%s\",algorithm=\"rsa-sha256\",signature=\"%s\""
            .formatted(user, Base64.getEncoder().encodeToString(signature)));
  }

  /** The two headers of a signed request. */
  record Signed(String date, String authorization) {
    @Override
    public String toString() {
      return "Signed[" + date + "]";
    }
  }
}
