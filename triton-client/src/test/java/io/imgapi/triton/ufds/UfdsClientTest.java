/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.triton.CallInterruptedException;
import io.imgapi.triton.Secret;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.TritonOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UfdsClientTest {
  private static final UUID USER = UUID.fromString("d4bb1b60-9172-4c58-b964-fe58a9989708");
  private static final String DN = "uuid=" + USER + ", ou=users, o=smartdc";
  private static final String KEY =
      "ecdsa-sha2-nistp256"
          + " AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg="
          + " imgapi-img0";
  private static final String OTHER_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl other";

  private InMemoryDirectoryServer server;
  private final TritonOptions options =
      TritonOptions.of("11111111-2222-4333-8444-555555555555", Clock.systemUTC(), time -> {});

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("o=smartdc");
    config.setSchema(null);
    config.addAdditionalBindCredentials("cn=root", "hush-hush");
    config.setAuthenticationRequiredOperationTypes(EnumSet.allOf(OperationType.class));
    KeyStoreKeyManager keys =
        new KeyStoreKeyManager(
            write(directory), SelfSignedCertificate.password().toCharArray(), "PKCS12", null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps",
            InetAddress.getLoopbackAddress(),
            0,
            new SSLUtil(keys, null).createSSLServerSocketFactory(),
            null));
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    server.add("dn: o=smartdc", "objectclass: organization", "o: smartdc");
    server.add("dn: ou=users, o=smartdc", "objectclass: organizationalunit", "ou: users");
    server.add(
        "dn: " + DN,
        "objectclass: sdcperson",
        "uuid: " + USER,
        "login: joyops",
        "email: joyops@example.com",
        "company: Example",
        "userpassword: never",
        "approved_for_provisioning: true");
  }

  private static String write(Path directory) throws Exception {
    Path file = directory.resolve("certificate.p12");
    SelfSignedCertificate.loadOrCreate(file, Clock.systemUTC().instant());
    return file.toString();
  }

  @AfterEach
  void stop() {
    server.shutDown(true);
  }

  private UfdsClient client(String password, String pin) {
    return new UfdsClient(
        new UfdsAddress(
            "127.0.0.1", server.getListenPort("ldaps"), "cn=root", Secret.of(password), pin),
        options.within(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)));
  }

  private UfdsClient client() {
    return client("hush-hush", "");
  }

  @Test
  void an_account_is_found_by_login_and_by_uuid() {
    UfdsUser expected = new UfdsUser(USER, "joyops", "joyops@example.com", "Example", true, false);
    try (UfdsClient ufds = client()) {
      assertThat(ufds.user("joyops")).contains(expected);
      assertThat(ufds.user(USER.toString())).contains(expected);
      assertThat(ufds.user("nobody")).isEmpty();
      assertThat(ufds.user("*")).as("no wildcard").isEmpty();
      assertThat(ufds.user("a)(login=*")).isEmpty();
    }
  }

  @Test
  void a_key_is_put_there_once_and_taken_away() {
    try (UfdsClient ufds = client()) {
      assertThat(ufds.keys(USER)).isEmpty();
      UfdsKey key = ufds.addKey(USER, "imgapi-img0", KEY + "\n");
      assertThat(key.fingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
      assertThat(key.openssh()).isEqualTo(KEY);
      assertThat(ufds.keys(USER)).containsExactly(key);
      assertThat(ufds.addKey(USER, "another name", KEY)).isEqualTo(key);
      assertThat(ufds.keys(USER)).containsExactly(key);
      ufds.removeKey(USER, key.fingerprint());
      ufds.removeKey(USER, key.fingerprint());
      assertThat(ufds.keys(USER)).isEmpty();
    }
  }

  @Test
  void the_entry_is_as_ufds_wants_it() throws LDAPException {
    try (UfdsClient ufds = client()) {
      UfdsKey key = ufds.addKey(USER, "n", KEY);
      var entry = server.getEntry("fingerprint=" + key.fingerprint() + ", " + DN);
      assertThat(entry.getAttributeValue("objectclass")).isEqualTo("sdckey");
      assertThat(entry.getAttributeValue("openssh")).isEqualTo(KEY);
      assertThat(entry.getAttributeValue("name")).isEqualTo("n");
      assertThat(Set.of(entry.getAttributeValues("fingerprint")))
          .containsExactly(key.fingerprint());
    }
  }

  @Test
  void a_name_that_another_key_has_is_a_conflict() {
    try (UfdsClient ufds = client()) {
      ufds.addKey(USER, "n", KEY);
      assertThat(
              catchThrowableOfType(TritonException.class, () -> ufds.addKey(USER, "n", OTHER_KEY))
                  .kind())
          .isEqualTo(Kind.CONFLICT);
    }
  }

  @Test
  void keys_of_nobody_are_absent() {
    try (UfdsClient ufds = client()) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> ufds.keys(new UUID(0, 1)));
      assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
      assertThat(failure.status()).hasValue(32);
    }
  }

  @Test
  void a_wrong_password_is_refused_and_not_told() {
    try (UfdsClient ufds = client("wrong-hush", "")) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> ufds.user("joyops"));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure.status()).hasValue(49);
      assertThat(failure + failure.call()).doesNotContain("hush");
    }
  }

  @Test
  void another_certificate_than_the_pinned_one_is_refused() {
    try (UfdsClient ufds = client("hush-hush", "00".repeat(32))) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> ufds.user("joyops"));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure).hasMessageContaining("another certificate");
      String shown = failure.getMessage().replaceAll(".* ", "");
      try (UfdsClient pinned = client("hush-hush", shown)) {
        assertThat(pinned.user("joyops")).isPresent();
      }
    }
  }

  @Test
  void nobody_there_is_unreachable() {
    UfdsClient ufds = client();
    server.shutDown(true);
    TritonException failure =
        catchThrowableOfType(TritonException.class, () -> ufds.user("joyops"));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.mayHaveHappened()).isFalse();
  }

  @Test
  void a_thread_that_is_to_stop_says_nothing_of_the_server() {
    try (UfdsClient ufds = client()) {
      server.shutDown(true);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> ufds.user("joyops")).isInstanceOf(CallInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).as("the mark is set again").isTrue();
    }
  }

  @Test
  void a_name_that_does_not_exist_is_unreachable() {
    try (UfdsClient ufds =
        new UfdsClient(
            new UfdsAddress("no-such-host.invalid", 636, "cn=root", Secret.of("x"), ""), options)) {
      assertThat(catchThrowableOfType(TritonException.class, () -> ufds.user("joyops")).kind())
          .isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void a_connection_that_broke_is_made_anew() {
    try (UfdsClient ufds = client()) {
      assertThat(ufds.user("joyops")).isPresent();
      server.closeAllConnections(false);
      assertThat(ufds.user("joyops")).isPresent();
    }
  }

  @Test
  void what_is_no_key_is_refused_before_anything_is_asked() {
    try (UfdsClient ufds = client()) {
      assertThatThrownBy(() -> ufds.addKey(USER, "n", "ssh-rsa"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ufds.addKey(USER, "n", "ssh-rsa AAAA"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> ufds.addKey(USER, "n", KEY.replace("ecdsa-sha2-nistp256 ", "ssh-rsa ")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
