/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.sandbox.triton.http.ApiServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UfdsServerTest {
  private static final String USER = "d4bb1b60-9172-4c58-b964-fe58a9989708";
  private static final String DN = "uuid=" + USER + ", ou=users, o=smartdc";
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl one";
  private static final String MD5 = SshPublicKey.parse(KEY).md5();
  @TempDir private Path directory;
  private final List<String> told = new ArrayList<>();
  private UfdsServer server;

  @BeforeEach
  void start() throws Exception {
    ApiServer.Tls tls =
        new ApiServer.Tls(
            SelfSignedCertificate.loadOrCreate(
                directory.resolve("c.p12"), Clock.systemUTC().instant()),
            SelfSignedCertificate.password());
    server =
        UfdsServer.start(
            directory,
            "hush",
            tls,
            new UfdsRules.Keys() {
              @Override
              public void added(String user, String openssh) {
                told.add("+" + user + " " + openssh);
              }

              @Override
              public void removed(String user, String md5) {
                told.add("-" + user + " " + md5);
              }
            });
    server.account(USER, "joyops", Map.of("approved_for_provisioning", "true"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LDAPConnection connect(String password) throws Exception {
    int port = Integer.parseInt(server.authority().split(":")[1]);
    LDAPConnection connection =
        new LDAPConnection(
            new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(), "127.0.0.1", port);
    if (!password.isEmpty()) {
      connection.bind("cn=root", password);
    }
    return connection;
  }

  private static int refused(LDAPConnection to, String... ldif) {
    return catchThrowableOfType(LDAPException.class, () -> to.add(ldif)).getResultCode().intValue();
  }

  private static String[] key(String fingerprint, String openssh) {
    return new String[] {
      "dn: fingerprint=" + fingerprint + ", " + DN,
      "objectclass: sdckey",
      "name: one",
      "fingerprint: " + fingerprint,
      "openssh: " + openssh
    };
  }

  @Test
  void only_root_with_its_password_may_ask() throws Exception {
    assertThat(
            catchThrowableOfType(LDAPException.class, () -> connect("wrong"))
                .getResultCode()
                .intValue())
        .isEqualTo(49);
    try (LDAPConnection nobody = connect("")) {
      assertThat(catchThrowableOfType(LDAPException.class, () -> nobody.getEntry(DN))).isNotNull();
    }
    try (LDAPConnection root = connect("hush")) {
      assertThat(root.getEntry(DN).getAttributeValue("login")).isEqualTo("joyops");
    }
  }

  @Test
  void a_key_is_judged_kept_and_told_of() throws Exception {
    try (LDAPConnection root = connect("hush")) {
      assertThat(refused(root, key("00:11", KEY))).as("another fingerprint").isEqualTo(21);
      assertThat(refused(root, key(MD5, "nonsense"))).as("no key").isEqualTo(21);
      assertThat(
              refused(
                  root, "dn: fingerprint=" + MD5 + ", " + DN, "objectclass: sdckey", "name: one"))
          .as("incomplete")
          .isEqualTo(65);
      assertThat(
              refused(
                  root,
                  "dn: fingerprint=" + MD5 + ", uuid=none, ou=users, o=smartdc",
                  "objectclass: sdckey",
                  "name: one",
                  "fingerprint: " + MD5,
                  "openssh: " + KEY))
          .as("nobody's")
          .isEqualTo(32);
      assertThat(told).isEmpty();
      root.add(key(MD5, KEY));
      assertThat(told).containsExactly("+" + USER + " " + KEY);
      assertThat(refused(root, key(MD5, KEY))).isEqualTo(68);
      assertThat(root.getEntry("fingerprint=" + MD5 + ", " + DN).getAttributeValue("_owner"))
          .isEqualTo(USER);
    }
    stop();
    start();
    try (LDAPConnection root = connect("hush")) {
      assertThat(root.getEntry("fingerprint=" + MD5 + ", " + DN)).as("after a restart").isNotNull();
      root.delete("fingerprint=" + MD5 + ", " + DN);
      assertThat(told).contains("-" + USER + " " + MD5);
    }
  }

  @Test
  void it_refuses_on_demand_and_once() throws Exception {
    server.rules().refuseNext("bind", 51);
    assertThat(
            catchThrowableOfType(LDAPException.class, () -> connect("hush"))
                .getResultCode()
                .intValue())
        .isEqualTo(51);
    connect("hush").close();
  }
}
