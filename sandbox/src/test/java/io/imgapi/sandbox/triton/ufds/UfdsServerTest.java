/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.sandbox.triton.http.ApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
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
            new UfdsServer.Setting(
                "ufds",
                directory,
                "hush",
                tls,
                new FaultPlan(1),
                change -> Keys.tell(change, new Told(told))));
    server.account(
        USER, "joyops", Map.of("approved_for_provisioning", "true", "userpassword", "own"));
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

  private LDAPConnection connectAsUser() throws Exception {
    LDAPConnection connection = connect("");
    connection.bind(DN, "own");
    return connection;
  }

  private static SearchResultEntry read(LDAPConnection from, Control... controls)
      throws LDAPException {
    SearchRequest search =
        new SearchRequest(
            "fingerprint=" + MD5 + ", " + DN, SearchScope.BASE, "(objectclass=sdckey)");
    search.setControls(controls);
    return from.search(search).getSearchEntries().get(0);
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
  void the_server_says_more_of_a_key_than_it_was_told() throws Exception {
    try (LDAPConnection root = connect("hush")) {
      root.add(key(MD5, KEY));
      SearchResultEntry plain = read(root);
      String pem = plain.getAttributeValue("pkcs");
      assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n");
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
      assertThat(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)))
          .isEqualTo(SshPublicKey.parse(KEY).key());
      assertThat(plain.hasAttribute("_owner") || plain.hasAttribute("_parent"))
          .as("hidden")
          .isFalse();
      for (boolean critical : new boolean[] {true, false}) {
        SearchResultEntry all = read(root, new Control("1.3.6.1.4.1.38678.1", critical));
        assertThat(all.getAttributeValue("_owner")).isEqualTo(USER);
        assertThat(name(all.getAttributeValue("_parent"))).isEqualTo(name(DN));
      }
    }
  }

  private static com.unboundid.ldap.sdk.DN name(String text) throws LDAPException {
    return new com.unboundid.ldap.sdk.DN(text);
  }

  @Test
  void a_change_of_a_key_is_judged_as_a_new_one_is() throws Exception {
    String dn = "fingerprint=" + MD5 + ", " + DN;
    try (LDAPConnection root = connect("hush")) {
      root.add(key(MD5, KEY));
      assertThat(modified(root, dn, "openssh", "nonsense")).as("no key").isEqualTo(21);
      assertThat(modified(root, dn, "openssh", KEY.replace("OMqqnk", "OMqqnm")))
          .as("another key under the old fingerprint")
          .isEqualTo(21);
      assertThat(modified(root, dn, "name")).as("no name").isEqualTo(65);
      assertThat(modified(root, dn, "name", "two", "three")).as("two names").isEqualTo(65);
      assertThat(modified(root, dn, "pkcs", "forged")).isZero();
      assertThat(read(root).getAttributeValue("pkcs")).startsWith("-----BEGIN");
      assertThat(modified(root, dn, "name", "two")).isZero();
      assertThat(read(root).getAttributeValue("name")).isEqualTo("two");
      assertThat(modified(root, DN, "company", "Other")).as("not a key").isZero();
      assertThat(modified(root, "uuid=none, ou=users, o=smartdc", "company", "x")).isEqualTo(32);
      assertThat(modified(root, "no name", "company", "x")).isEqualTo(34);
    }
  }

  private static int modified(LDAPConnection to, String dn, String name, String... values) {
    try {
      return to.modify(dn, new Modification(ModificationType.REPLACE, name, values))
          .getResultCode()
          .intValue();
    } catch (LDAPException refusal) {
      return refusal.getResultCode().intValue();
    }
  }

  @Test
  void only_root_and_operators_may_write() throws Exception {
    try (LDAPConnection root = connect("hush");
        LDAPConnection user = connectAsUser()) {
      assertThat(user.getEntry(DN)).as("may read").isNotNull();
      assertThat(refused(user, key(MD5, KEY))).isEqualTo(50);
      assertThat(modified(user, DN, "company", "Mine")).isEqualTo(50);
      assertThat(
              catchThrowableOfType(LDAPException.class, () -> user.delete(DN))
                  .getResultCode()
                  .intValue())
          .isEqualTo(50);
      assertThat(modified(root, "cn=operators, ou=groups, o=smartdc", "uniquemember", DN)).isZero();
      user.add(key(MD5, KEY));
      user.bind("cn=root", "hush");
      assertThat(modified(user, DN, "company", "Root's")).isZero();
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void a_damaged_port_file_costs_only_the_port() throws Exception {
    stop();
    for (String damaged : new String[] {"", "1x", "\u0000\u0000\u0000", "99999", "-1"}) {
      Files.writeString(directory.resolve("ufds.port"), damaged);
      start();
      connect("hush").close();
      stop();
    }
    start();
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
    server
        .rules()
        .faults()
        .add(FaultRule.of(new Fault.Status(53)).method("search").glob("uuid=*").times(1));
    try (LDAPConnection root = connect("hush")) {
      assertThat(root.getEntry("ou=users, o=smartdc")).as("another name").isNotNull();
      assertThat(
              catchThrowableOfType(
                      LDAPException.class,
                      () -> root.search(DN, SearchScope.BASE, "(objectclass=*)"))
                  .getResultCode()
                  .intValue())
          .isEqualTo(53);
      assertThat(root.getEntry(DN)).as("once").isNotNull();
    }
  }
}
