/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.Tool.Ran;
import io.imgapi.sandbox.wire.Wire;
import io.imgapi.sandbox.wire.WireSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenLDAP's own programs find and change in the sandbox's UFDS what they would in a real one:
 * triton-apis.md 3.1 to 3.3. Skipped where they are not installed, unless IMGAPI_INTEROP_LDAP is 1.
 */
@Tag("interop")
class LdapToolsInteropTest {
  private static final String USERS = "ou=users, o=smartdc";
  private static final String OPERATOR = "uuid=" + TritonSandbox.OPERATOR + ", " + USERS;

  @TempDir private Path directory;
  private Sandbox sandbox;
  private TritonSandbox triton;
  private WireSigner key;

  @BeforeAll
  static void requireTools() {
    Tool.require(
        "IMGAPI_INTEROP_LDAP", "ldap-utils", "ldapsearch", "ldapadd", "ldapmodify", "ldapdelete");
  }

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("sandbox")).http());
    triton = TritonSandbox.start(sandbox, Duration.ofMillis(1));
    key = WireSigner.ecdsa(sandbox.operator().account(), 256, "sha256");
  }

  @AfterEach
  void stop() {
    triton.close();
    sandbox.close();
  }

  private Ran ldap(String program, Path password, String input, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of(program, "-x", "-D", "cn=root"));
    command.addAll(List.of("-H", "ldaps://" + triton.ufdsAuthority(), "-y", password.toString()));
    command.addAll(List.of(more));
    // The real server's certificate is self-signed as well.
    return Tool.run(
        directory, Map.of("LDAPTLS_REQCERT", "allow"), input, command.toArray(String[]::new));
  }

  private Ran ldap(String program, String input, String... more) throws Exception {
    return ldap(program, directory.resolve("sandbox/triton/ufds.password"), input, more);
  }

  /** Finds entries one level below, each as its lines. */
  private List<List<String>> search(String base, String scope, String filter) throws Exception {
    Ran ran = ldap("ldapsearch", "", "-LLL", "-o", "ldif-wrap=no", "-b", base, "-s", scope, filter);
    assertThat(ran.status()).as(ran.err()).isZero();
    return ran.out().isBlank()
        ? List.of()
        : List.of(ran.out().split("\n\n")).stream()
            .map(entry -> entry.lines().toList())
            .collect(Collectors.toList());
  }

  private static String person(String loginOrUuid) {
    return "(&(objectclass=sdcperson)(|(login=%1$s)(uuid=%1$s)))".formatted(loginOrUuid);
  }

  private static String ldif(String user, String fingerprint, WireSigner key) {
    return """
    dn: fingerprint=%s, %s
    fingerprint: %s
    name: img0 key
    openssh: %s
    objectclass: sdckey
    """
        .formatted(fingerprint, user, fingerprint, key.publicLine());
  }

  private int add(String user, String fingerprint) throws Exception {
    return ldap("ldapadd", ldif(user, fingerprint, key)).status();
  }

  /** What Manta says to a request that is signed with the key. */
  private int mantaSays() throws IOException {
    String date = WireSigner.date(Clock.systemUTC().instant());
    try (Wire wire = new Wire(sandbox.manta().url())) {
      return wire.call(
              "HEAD",
              "/" + key.account() + "/stor",
              Map.of("date", date, "authorization", key.authorization(date)),
              new byte[0])
          .status();
    }
  }

  @Test
  void an_account_is_found_by_its_login_and_by_its_uuid() throws Exception {
    for (String word : List.of(sandbox.operator().account(), TritonSandbox.OPERATOR)) {
      List<List<String>> found = search(USERS, "one", person(word));
      assertThat(found).as(word).hasSize(1);
      assertThat(found.get(0))
          .contains(
              "dn: " + OPERATOR,
              "objectclass: sdcperson",
              "uuid: " + TritonSandbox.OPERATOR,
              "login: " + sandbox.operator().account(),
              "approved_for_provisioning: true");
    }
    assertThat(search(USERS, "one", person("retired")).get(0)).contains("disabled: true");
    assertThat(search(USERS, "one", person("nobody"))).isEmpty();
    assertThat(search(USERS, "one", person("\\2a"))).as("a star that is escaped").isEmpty();
  }

  @Test
  void the_groups_of_operators_can_be_looked_at() throws Exception {
    assertThat(search("cn=operators, ou=groups, o=smartdc", "base", "(objectclass=*)")).hasSize(1);
  }

  @Test
  void only_root_with_its_password_is_let_in() throws Exception {
    Path wrong = Files.writeString(directory.resolve("wrong"), "wrong");
    Ran refused = ldap("ldapsearch", wrong, "", "-b", USERS, "-s", "one");
    assertThat(refused.status()).as(refused.err()).isEqualTo(49);
    Ran unnamed =
        Tool.run(
            directory,
            Map.of("LDAPTLS_REQCERT", "allow"),
            "",
            "ldapsearch",
            "-x",
            "-H",
            "ldaps://" + triton.ufdsAuthority(),
            "-b",
            USERS);
    assertThat(unnamed.status()).isNotZero();
    assertThat(unnamed.out()).doesNotContain("login:");
  }

  @Test
  void a_key_that_is_added_is_found_and_signs_for_manta_until_it_is_deleted() throws Exception {
    assertThat(mantaSays()).isEqualTo(403);
    Ran added = ldap("ldapadd", ldif(OPERATOR, key.fingerprint(), key));
    assertThat(added.status()).as(added.err()).isZero();
    for (String word : List.of("img0 key", key.fingerprint())) {
      String filter = "(&(objectclass=sdckey)(|(name=%1$s)(fingerprint=%1$s)))".formatted(word);
      List<List<String>> found = search(OPERATOR, "one", filter);
      assertThat(found).as(word).hasSize(1);
      assertThat(found.get(0))
          .contains(
              "dn: fingerprint=" + key.fingerprint() + ", " + OPERATOR,
              "openssh: " + key.publicLine(),
              "name: img0 key")
          .as("what begins with an underscore is not shown")
          .noneMatch(line -> line.startsWith("_"));
    }
    assertThat(mantaSays()).isEqualTo(200);
    String dn = "fingerprint=" + key.fingerprint() + ", " + OPERATOR;
    assertThat(ldap("ldapdelete", "", dn).status()).isZero();
    assertThat(ldap("ldapdelete", "", dn).status()).as("it is gone").isEqualTo(32);
    assertThat(search(OPERATOR, "one", "(&(objectclass=sdckey)(name=img0 key))")).isEmpty();
    assertThat(mantaSays()).isEqualTo(403);
  }

  @Test
  void the_server_completes_a_key_with_its_pem() throws Exception {
    assertThat(add(OPERATOR, key.fingerprint())).isZero();
    String coded =
        search(OPERATOR, "one", "(&(objectclass=sdckey)(name=img0 key))").get(0).stream()
            .filter(line -> line.startsWith("pkcs:: "))
            .findFirst()
            .orElseThrow();
    byte[] pem = Base64.getDecoder().decode(coded.substring("pkcs:: ".length()));
    assertThat(new String(pem, StandardCharsets.US_ASCII))
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("\n-----END PUBLIC KEY-----\n");
  }

  @Test
  void a_modification_can_add_a_key_as_well() throws Exception {
    String change =
        ldif(OPERATOR, key.fingerprint(), key).replaceFirst("\n", "\nchangetype: add\n");
    assertThat(ldap("ldapmodify", change).status()).isZero();
    assertThat(mantaSays()).isEqualTo(200);
  }

  @Test
  void a_key_that_cannot_be_is_refused_with_the_code_of_its_reason() throws Exception {
    assertThat(add(OPERATOR, "2e:c9:f9:89:ec:78:04:5d:ff:fd:74:88:f3:a5:18:a5"))
        .as("another fingerprint")
        .isEqualTo(21);
    assertThat(
            ldap(
                    "ldapadd",
                    ldif(OPERATOR, key.fingerprint(), key)
                        .replaceFirst("openssh: .*", "openssh: nonsense"))
                .status())
        .as("no key")
        .isEqualTo(21);
    String nobody = "uuid=a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001, " + USERS;
    assertThat(add(nobody, key.fingerprint())).as("nobody's").isEqualTo(32);
    assertThat(mantaSays()).isEqualTo(403);
    assertThat(add(OPERATOR, key.fingerprint())).isZero();
    assertThat(add(OPERATOR, key.fingerprint())).as("twice").isEqualTo(68);
  }

  @Test
  void the_keys_of_nobody_are_not_an_empty_list() throws Exception {
    Ran ran = ldap("ldapsearch", "", "-b", "uuid=a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001, " + USERS);
    assertThat(ran.status()).isEqualTo(32);
  }
}
