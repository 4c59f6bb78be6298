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
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.sandbox.triton.http.ApiServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master and a slave on the wire. */
class UfdsServersTest {
  private static final String USER = "d4bb1b60-9172-4c58-b964-fe58a9989708";
  private static final String DN = "uuid=" + USER + ", ou=users, o=smartdc";
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl one";
  private static final String MD5 = SshPublicKey.parse(KEY).md5();
  private static final String KEY_DN = "fingerprint=" + MD5 + ", " + DN;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
  @TempDir private Path directory;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private UfdsServers servers;

  private void start(Duration delay, Sleeper sleeper) throws Exception {
    ApiServer.Tls tls =
        new ApiServer.Tls(
            SelfSignedCertificate.loadOrCreate(directory.resolve("c.p12"), CLOCK.instant()),
            SelfSignedCertificate.password());
    servers =
        UfdsServers.start(
            new UfdsServers.Setting(
                directory,
                "hush",
                tls,
                CLOCK,
                1,
                new Told(told),
                Optional.of(new UfdsServers.Master("other", delay, sleeper))));
    servers.account(USER, "joyops", Map.of());
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  private static LDAPConnection connect(UfdsServer server, String password) throws Exception {
    LDAPConnection connection =
        new LDAPConnection(
            new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
            "127.0.0.1",
            Integer.parseInt(server.authority().split(":")[1]));
    connection.bind("cn=root", password);
    return connection;
  }

  private static void addKey(LDAPConnection to) throws Exception {
    to.add(
        "dn: " + KEY_DN,
        "objectclass: sdckey",
        "name: one",
        "fingerprint: " + MD5,
        "openssh: " + KEY);
  }

  @Test
  void what_the_master_takes_the_slave_has_but_not_the_reverse() throws Exception {
    start(Duration.ZERO, Sleeper.system());
    assertThat(servers.isSlave()).isTrue();
    assertThat(
            catchThrowableOfType(LDAPException.class, () -> connect(servers.master(), "hush"))
                .getResultCode()
                .intValue())
        .as("the slave's password")
        .isEqualTo(49);
    try (LDAPConnection master = connect(servers.master(), "other");
        LDAPConnection slave = connect(servers.local(), "hush")) {
      addKey(slave);
      assertThat(master.getEntry(KEY_DN)).isNull();
      assertThat(told).as("Manta never hears of it").isEmpty();
      addKey(master);
      assertThat(told).containsExactly("+" + USER + " " + KEY);
      slave.delete(KEY_DN);
      assertThat(master.getEntry(KEY_DN)).isNotNull();
      master.modify(KEY_DN, new Modification(ModificationType.REPLACE, "name", "two"));
      assertThat(slave.getEntry(KEY_DN).getAttributeValue("name")).isEqualTo("two");
      master.delete(KEY_DN);
      assertThat(slave.getEntry(KEY_DN)).isNull();
      assertThat(told).last().isEqualTo("-" + USER + " " + MD5);
      slave.delete(DN);
      addKey(master);
      assertThat(slave.getEntry(KEY_DN)).as("its account is gone there").isNull();
    }
  }

  @Test
  void replication_takes_its_time() throws Exception {
    Semaphore time = new Semaphore(0);
    List<Duration> waited = new CopyOnWriteArrayList<>();
    start(
        Duration.ofMinutes(2),
        left -> {
          waited.add(left);
          time.acquire();
        });
    time.release();
    try (LDAPConnection master = connect(servers.master(), "other");
        LDAPConnection slave = connect(servers.local(), "hush")) {
      addKey(master);
      assertThat(master.getEntry(KEY_DN)).isNotNull();
      assertThat(slave.getEntry(KEY_DN)).isNull();
      time.release();
      while (told.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(slave.getEntry(KEY_DN)).isNotNull();
      assertThat(waited).containsOnly(Duration.ofMinutes(2));
      master.delete(KEY_DN);
    }
    servers.close();
    assertThat(told).as("what was on its way arrives before the end").hasSize(2);
    start(Duration.ZERO, Sleeper.system());
    try (LDAPConnection slave = connect(servers.local(), "hush")) {
      assertThat(slave.getEntry(KEY_DN)).isNull();
      assertThat(slave.getEntry(DN)).isNotNull();
    }
  }
}
