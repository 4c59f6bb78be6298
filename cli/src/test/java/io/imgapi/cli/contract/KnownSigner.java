/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.triton.Secret;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.sapi.SapiClient;
import io.imgapi.triton.ufds.KeyLine;
import io.imgapi.triton.ufds.UfdsAddress;
import io.imgapi.triton.ufds.UfdsClient;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;

/**
 * Somebody whom the sandbox's CloudAPI knows by a key on the operator's account, and a standalone
 * instance by a file of keys.
 */
final class KnownSigner {
  private static final int KEY_BITS = 2048;
  private final String login;
  private final KeyPair key;

  private KnownSigner(String login, KeyPair key) {
    this.login = login;
    this.key = key;
  }

  /** Makes a key, and puts it on the account. */
  static KnownSigner of(Sandbox sandbox, TritonSandbox triton) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      KnownSigner made = new KnownSigner(sandbox.operator().account(), generator.generateKeyPair());
      TritonOptions options = TritonOptions.of(Clients.REQUEST, Clock.systemUTC(), time -> {});
      URI authority = URI.create("ldaps://" + triton.ufdsAuthority());
      UfdsAddress address =
          new UfdsAddress(
              authority.getHost(), authority.getPort(), "cn=root", password(triton, options), "");
      try (UfdsClient ufds = new UfdsClient(address, options)) {
        ufds.addKey(UUID.fromString(TritonSandbox.OPERATOR), "signer", made.openssh());
      }
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Secret password(TritonSandbox triton, TritonOptions options) {
    try (SapiClient sapi = new SapiClient(triton.url("sapi"), options)) {
      return Secret.of(
          sapi.applications("sdc", false).get(0).metadata().path("ufds_ldap_root_pw").asText());
    }
  }

  /** As a standalone instance knows them. */
  String login() {
    return login;
  }

  String openssh() {
    RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(blob)) {
      for (byte[] part :
          new byte[][] {
            "ssh-rsa".getBytes(US_ASCII),
            rsa.getPublicExponent().toByteArray(),
            rsa.getModulus().toByteArray()
          }) {
        out.writeInt(part.length);
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "ssh-rsa " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " signer";
  }

  /**
   * The value of {@code Authorization}.
   *
   * @param method of HTTP in lower case
   * @param target path and query as they are sent
   * @param date value of {@code Date}
   */
  String authorization(String method, String target, String date) {
    return "Signature keyId=\"/%s/keys/%s\",algorithm=\"rsa-sha256\",headers=\"(request-target) date\",signature=\"%s\""
        .formatted(
            login,
            KeyLine.parse(openssh()).md5(),
            signature("(request-target): %s %s\ndate: %s".formatted(method, target, date)));
  }

  /** The same for a standalone instance, where the date alone is signed. */
  String authorization(String date) {
    return "Signature keyId=\"%s\",algorithm=\"rsa-sha256\",signature=\"%s\""
        .formatted(login, signature("date: " + date));
  }

  private String signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
