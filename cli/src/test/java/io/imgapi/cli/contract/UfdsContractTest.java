/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.triton.Secret;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.sapi.SapiClient;
import io.imgapi.triton.ufds.KeyLine;
import io.imgapi.triton.ufds.UfdsAddress;
import io.imgapi.triton.ufds.UfdsClient;
import io.imgapi.triton.ufds.UfdsKey;
import io.imgapi.triton.ufds.UfdsUser;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UFDS over LDAP: triton-apis.md 3, with our client and with a plain one. */
class UfdsContractTest {
  private static final UUID USER = UUID.fromString(TritonSandbox.OPERATOR);
  private static final UUID RETIRED = UUID.fromString(TritonSandbox.DISABLED);
  private static final UUID NOBODY = UUID.fromString("4c0ffee0-0000-4000-8000-0000000000ff");
  private static final String USERS = "ou=users, o=smartdc";
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl contract";
  private static final String MD5 = KeyLine.parse(KEY).md5();
  private static final String WRONG_MD5 = "00" + MD5.substring(2);
  private static final TritonOptions OPTIONS =
      TritonOptions.of(Clients.REQUEST, Clock.systemUTC(), time -> {});

  @TempDir private static Path directory;
  private static Sandbox sandbox;
  private static TritonSandbox triton;
  private static String login;
  private static String password;

  private LDAPConnection plain;
  private UfdsClient client;

  @BeforeAll
  static void startAll() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory));
    triton = TritonSandbox.start(sandbox, Duration.ofMillis(1));
    login = sandbox.operator().account();
    try (SapiClient sapi = new SapiClient(triton.url("sapi"), OPTIONS)) {
      password =
          sapi.applications("sdc", false).get(0).metadata().path("ufds_ldap_root_pw").asText();
    }
  }

  @AfterAll
  static void stopAll() {
    triton.close();
    sandbox.close();
  }

  @BeforeEach
  void start() throws Exception {
    plain = connected();
    plain.bind("cn=root", password);
    client = client(password);
  }

  @AfterEach
  void stop() {
    client.removeKey(USER, MD5);
    client.close();
    plain.close();
  }

  private static String host() {
    return triton.ufdsAuthority().replaceFirst(":.*", "");
  }

  private static int port() {
    return Integer.parseInt(triton.ufdsAuthority().replaceFirst(".*:", ""));
  }

  private static LDAPConnection connected() throws Exception {
    return new LDAPConnection(
        new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(), host(), port());
  }

  private static UfdsClient client(String secret) {
    return new UfdsClient(
        new UfdsAddress(host(), port(), "cn=root", Secret.of(secret), ""), OPTIONS);
  }

  private static String dn(UUID user) {
    return "uuid=" + user + ", " + USERS;
  }

  private static Entry key(UUID user, String fingerprint, String openssh) {
    return new Entry(
        "fingerprint=" + fingerprint + ", " + dn(user),
        new Attribute("objectclass", "sdckey"),
        new Attribute("name", "contract"),
        new Attribute("fingerprint", fingerprint),
        new Attribute("openssh", openssh));
  }

  private List<SearchResultEntry> people(String loginOrUuid) throws LDAPException {
    Filter filter =
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectclass", "sdcperson"),
            Filter.createORFilter(
                Filter.createEqualityFilter("login", loginOrUuid),
                Filter.createEqualityFilter("uuid", loginOrUuid)));
    return plain.search(new SearchRequest(USERS, SearchScope.ONE, filter)).getSearchEntries();
  }

  private List<SearchResultEntry> keys(String nameOrFingerprint) throws LDAPException {
    Filter filter =
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectclass", "sdckey"),
            Filter.createORFilter(
                Filter.createEqualityFilter("name", nameOrFingerprint),
                Filter.createEqualityFilter("fingerprint", nameOrFingerprint)));
    return plain.search(new SearchRequest(dn(USER), SearchScope.ONE, filter)).getSearchEntries();
  }

  /** A call of the plain client that fails. */
  @FunctionalInterface
  private interface Doing {
    void run() throws LDAPException;
  }

  private static int result(Doing doing) {
    LDAPException failure = catchThrowableOfType(LDAPException.class, doing::run);
    assertThat(failure).isNotNull();
    return failure.getResultCode().intValue();
  }

  @Test
  void an_account_is_found_by_login_and_by_uuid() throws Exception {
    for (String name : new String[] {login, USER.toString()}) {
      SearchResultEntry found = people(name).get(0);
      assertThat(found.getParsedDN().toNormalizedString())
          .isEqualTo("uuid=" + USER + ",ou=users,o=smartdc");
      for (String attribute : new String[] {"login", "uuid", "email", "objectclass"}) {
        assertThat(found.getAttributeValue(attribute)).as(attribute).isNotBlank();
      }
      UfdsUser user = client.user(name).orElseThrow();
      assertThat(user.uuid()).isEqualTo(USER);
      assertThat(user.login()).isEqualTo(login);
      assertThat(user.email()).isEqualTo(found.getAttributeValue("email"));
      assertThat(user.approvedForProvisioning()).isTrue();
      assertThat(user.disabled()).isFalse();
    }
    assertThat(client.user(RETIRED.toString()).orElseThrow().disabled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "*", "x)(login=*", "\\2a"})
  void a_name_that_nobody_has_finds_nothing(String name) throws Exception {
    assertThat(people(name)).isEmpty();
    assertThat(client.user(name)).isEmpty();
  }

  @Test
  void a_key_is_added_found_and_removed() throws Exception {
    assertThat(client.addKey(USER, "contract", KEY)).isEqualTo(new UfdsKey("contract", MD5, KEY));
    for (String name : new String[] {"contract", MD5}) {
      Entry found = keys(name).get(0);
      assertThat(found.getAttributeValue("openssh")).isEqualTo(KEY);
      assertThat(found.getAttributeValue("objectclass")).isEqualTo("sdckey");
      assertThat(found.getParsedDN().getRDN().getAttributeValues()).containsExactly(MD5);
    }
    assertThat(client.keys(USER)).contains(new UfdsKey("contract", MD5, KEY));
    plain.delete("fingerprint=" + MD5 + ", " + dn(USER));
    assertThat(keys(MD5)).isEmpty();
    assertThat(client.keys(USER)).extracting(UfdsKey::fingerprint).doesNotContain(MD5);
  }

  @Test
  void the_server_adds_the_key_in_another_form() throws Exception {
    plain.add(key(USER, MD5, KEY));
    assertThat(keys(MD5).get(0).getAttributeValue("pkcs")).contains("BEGIN PUBLIC KEY");
  }

  @Test
  void attributes_of_the_server_s_own_are_hidden() throws Exception {
    plain.add(key(USER, MD5, KEY));
    List<String> shown = keys(MD5).get(0).getAttributes().stream().map(Attribute::getName).toList();
    assertThat(shown).contains("openssh").noneMatch(name -> name.startsWith("_"));
  }

  @Test
  void the_same_key_twice_is_68_and_no_failure_of_the_client() {
    assertThat(result(() -> twice(key(USER, MD5, KEY)))).isEqualTo(68);
    assertThat(client.addKey(USER, "another name", KEY).name()).isEqualTo("contract");
  }

  private void twice(Entry entry) throws LDAPException {
    plain.add(entry);
    plain.add(entry);
  }

  @Test
  void another_key_of_the_same_name_is_a_conflict_for_the_client_alone() throws Exception {
    plain.add(key(USER, MD5, KEY));
    String other =
        "ecdsa-sha2-nistp256"
            + " AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg="
            + " other";
    TritonException failure =
        catchThrowableOfType(TritonException.class, () -> client.addKey(USER, "contract", other));
    assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    plain.add(key(USER, KeyLine.parse(other).md5(), other));
    client.removeKey(USER, KeyLine.parse(other).md5());
  }

  static Stream<Entry> wrongKeys() {
    return Stream.of(
        key(USER, WRONG_MD5, KEY),
        key(USER, MD5, "ssh-ed25519 AAAA contract"),
        key(USER, MD5, "no key at all"));
  }

  @ParameterizedTest
  @MethodSource("wrongKeys")
  void a_key_that_is_none_or_has_another_fingerprint_is_21(Entry entry) {
    assertThat(result(() -> plain.add(entry))).isEqualTo(21);
  }

  @Test
  void a_key_without_a_name_is_65() {
    Entry entry = key(USER, MD5, KEY);
    entry.removeAttribute("name");
    assertThat(result(() -> plain.add(entry))).isEqualTo(65);
  }

  @Test
  void a_key_of_nobody_is_32() {
    assertThat(result(() -> plain.add(key(NOBODY, MD5, KEY)))).isEqualTo(32);
    assertThat(
            result(
                () ->
                    plain.search(
                        new SearchRequest(dn(NOBODY), SearchScope.ONE, "(objectclass=sdckey)"))))
        .isEqualTo(32);
    for (Runnable call :
        List.<Runnable>of(
            () -> client.keys(NOBODY), () -> client.addKey(NOBODY, "contract", KEY))) {
      TritonException failure = catchThrowableOfType(TritonException.class, call::run);
      assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
      assertThat(failure.status()).hasValue(32);
    }
  }

  @Test
  void removing_what_is_not_there_is_32_and_no_failure_of_the_client() {
    assertThat(result(() -> plain.delete("fingerprint=" + MD5 + ", " + dn(USER)))).isEqualTo(32);
    client.removeKey(USER, MD5);
  }

  @Test
  void a_wrong_password_is_49() throws Exception {
    try (LDAPConnection stranger = connected()) {
      assertThat(result(() -> stranger.bind("cn=root", "not-this"))).isEqualTo(49);
    }
    try (UfdsClient stranger = client("not-this")) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> stranger.user(login));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure.status()).hasValue(49);
      assertThat(failure).hasMessageNotContaining("not-this");
    }
  }
}
