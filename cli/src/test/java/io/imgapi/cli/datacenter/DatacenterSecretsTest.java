/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.FindDatacenter;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.mantasetup.AllowLocalImages;
import io.imgapi.core.mantasetup.LocalImagesPlan;
import io.imgapi.core.provision.CreateInstance;
import io.imgapi.core.provision.CreatePlan;
import io.imgapi.core.provision.CreateRequest;
import io.imgapi.core.provision.TypeNext;
import io.imgapi.core.registration.KeyWait;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.triton.workflow.JobFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that the commands meet on their way are in nothing that they say, write or throw. */
class DatacenterSecretsTest {
  private static final String PRIVATE_KEY =
      """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIPlantedPlantedPlantedPlantedPlantedPlantedoAoGCCqGSM49
      -----END EC PRIVATE KEY-----
      """;

  private static final String TOKEN = "planted-token-9f2c\nsecond-line-of-it-77aa\n";

  /** In the place of {@code --json}: what is so anyway. */
  private static final String TEXT = "--connect-timeout=10";

  @TempDir Path directory;
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private Site site;
  private Front sapi;
  private Front vmapi;
  private String token;

  @BeforeEach
  void start() throws Exception {
    site = Site.start(directory, Duration.ofMillis(1));
    sapi = Front.before(site.triton().url("sapi"));
    vmapi = Front.before(site.triton().url("vmapi"));
    site.name("vmapi", vmapi.url());
    secrets.put("the directory's password", site.rootPassword());
    secrets.put("the master directory's password", "planted-remote-password");
    site.describe(
        JsonNodeFactory.instance
            .objectNode()
            .put("ufds_remote_ldap_root_pw", "planted-remote-password"));
    secrets.put("the private key in SAPI", PRIVATE_KEY.lines().toList().get(1));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("metadata").put("IMGAPI_PRIVATE_KEY", PRIVATE_KEY);
    site.put("/services/" + Site.SERVICE, body);
    secrets.put("an account's password", "planted-user-password");
    setPassword("planted-user-password");
    secrets.put("the first line of a file in -m", "planted-token-9f2c");
    secrets.put("the second line of a file in -m", "second-line-of-it-77aa");
    token = "secretToken=@" + Files.writeString(directory.resolve("token"), TOKEN);
  }

  @AfterEach
  void stop() {
    vmapi.close();
    sapi.close();
    site.close();
  }

  private void setPassword(String password) throws Exception {
    String[] authority = site.triton().ufdsAuthority().split(":");
    try (LDAPConnection ufds =
        new LDAPConnection(
            new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
            authority[0],
            Integer.parseInt(authority[1]),
            "cn=root",
            site.rootPassword())) {
      ufds.modify(
          "uuid=" + TritonSandbox.OPERATOR + ", ou=users, o=smartdc",
          new Modification(ModificationType.REPLACE, "userpassword", password));
    }
  }

  private Run run(String... words) throws IOException {
    Run run = site.runWith(Map.of("IMGAPI_SAPI_URL", sapi.url().toString()), words);
    String line = String.join(" ", words);
    requireNone(line, run.out());
    requireNone(line, run.err());
    requireNone(line, run.bytes());
    requireNoneIn(site.home());
    return run;
  }

  private void requireNone(String where, String text) {
    secrets.forEach(
        (what, secret) -> assertThat(text).as(what + ": " + where).doesNotContain(secret));
  }

  private void requireNoneIn(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        requireNone(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private String[] create(String alias, String... more) {
    List<String> words =
        new ArrayList<>(List.of("create", "operator", Site.LOCAL, "sample-2G", alias));
    words.addAll(List.of("-m", token));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void where_all_goes_well() throws Exception {
    for (String json : List.of("--json", TEXT)) {
      Run plan = run(create("plan0", "-n", json, "-m", "mode=private"));
      assertThat(plan.status()).as(plan.err()).isZero();
      assertThat(plan.out()).contains("secretToken", "private");
      String alias = json.equals("--json") ? "json0" : "text0";
      Run made = run(create(alias, "-y", json));
      assertThat(made.status()).as(made.err()).isZero();
      run("reprovision", alias, Site.LOCAL, "-I", "-n", json);
      Run again = run("reprovision", alias, Site.LOCAL, "-I", "-y", "--no-backup-check", json);
      assertThat(again.status()).as(again.err()).isZero();
      for (String answer : List.of("on", "off")) {
        run("allow-local-images", answer, "-n", json);
        Run changed = run("allow-local-images", answer, "-y", json);
        assertThat(changed.status()).as(changed.err()).isZero();
      }
    }
    assertThat(run(create("json0", "-y")).status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(Files.readString(directory.resolve("sandbox/triton/vms.json")))
        .as("the instances have it")
        .contains("planted-token-9f2c");
  }

  @Test
  void where_sapi_fails_and_repeats_what_it_was_told() throws Exception {
    sapi.echo("PUT", "/services/.*", 500, "InternalError");
    for (String json : List.of("--json", TEXT)) {
      Run run = run("allow-local-images", "on", "-y", json);
      assertThat(run.status()).as(run.out()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    }
    sapi.clear();
    sapi.echo("GET", "/applications", 500, "InternalError");
    for (String[] words : everyCommand()) {
      assertThat(run(words).status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    }
  }

  private List<String[]> everyCommand() {
    return List.of(
        create("img0", "-y"),
        create("img0", "-n", "--json"),
        new String[] {"reprovision", "img0", "latest", "-y", "--no-backup-check"},
        new String[] {"allow-local-images", "on", "-y"});
  }

  @Test
  void where_what_sapi_says_is_incomplete() throws Exception {
    site.describe(JsonNodeFactory.instance.objectNode().put("ufds_admin_uuid", "none"));
    for (String[] words : everyCommand()) {
      assertThat(run(words).status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    }
    site.describe(
        JsonNodeFactory.instance
            .objectNode()
            .put("ufds_admin_uuid", TritonSandbox.ADMIN)
            .put("ufds_is_master", "false"));
    for (String[] words : everyCommand()) {
      assertThat(run(words).status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    }
  }

  @Test
  void where_the_directory_refuses() throws Exception {
    for (String operation : List.of("bind", "search")) {
      for (int result : new int[] {49, 51, 53, 80, 32}) {
        site.triton().ufdsRules().refuseNext(operation, result);
        assertThat(run(create("img0", "-y", "--json")).status()).isNotZero();
        assertThat(site.provisions()).isZero();
      }
    }
    site.describe(JsonNodeFactory.instance.objectNode().put("ufds_ldap_root_pw", "planted-other"));
    secrets.put("a password that is wrong", "planted-other");
    assertThat(run(create("img0", "-y")).status()).isEqualTo(ExitCode.AUTH_REFUSED.status());
    site.describe(JsonNodeFactory.instance.objectNode().put("ufds_domain", "127.0.0.1:1"));
    assertThat(run(create("img0", "-y")).status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
  }

  @Test
  void where_vmapi_refuses_and_repeats_what_it_was_told() throws Exception {
    for (int status : new int[] {409, 500}) {
      vmapi.clear();
      vmapi.echo("POST", "/vms", status, status == 409 ? "ValidationFailed" : "InternalError");
      for (String json : List.of("--json", TEXT)) {
        Run run = run(create("img0", "-y", json));
        assertThat(run.status()).as(run.err()).isNotZero();
        assertThat(run.out() + run.err()).contains("cannot use");
      }
    }
    vmapi.clear();
    assertThat(run(create("img0", "-y")).status()).isZero();
    vmapi.echo("POST", "/vms/.*", 409, "ValidationFailed");
    Run run = run("reprovision", "img0", Site.LOCAL, "-I", "-y", "--no-backup-check");
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("cannot use").contains(Site.LOCAL);
  }

  @Test
  void where_a_service_or_a_job_fails() throws Exception {
    for (String service : TritonSandbox.SERVICES) {
      site.triton().faults(service).add(new Fault.Status(500));
      for (String[] words : everyCommand()) {
        run(words);
      }
      site.heal();
    }
    site.triton().jobs().add(new JobFault("provision", JobFault.Kind.FAILS, "no room"));
    assertThat(run(create("full0", "-y")).err()).contains("no room");
  }

  @Test
  void in_a_process_of_its_own() throws Exception {
    Path log = directory.resolve("log");
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Map<String, String> variables = new LinkedHashMap<>(site.variables());
    variables.put("TMPDIR", temporary.toString());
    vmapi.echo("POST", "/vms", 409, "ValidationFailed");
    for (ExitCode code : List.of(ExitCode.FAILED, ExitCode.OK)) {
      Process process =
          site.launch(
              List.of("-Djava.io.tmpdir=" + temporary), variables, log, create("img0", "-y"));
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(code.status());
      vmapi.clear();
    }
    requireNone("a process", Files.readString(log));
    requireNoneIn(site.home());
    requireNoneIn(temporary);
  }

  /** Logs and debuggers show exceptions and values as texts. */
  @Test
  void in_exceptions_and_values() throws Exception {
    CreateRequest request =
        new CreateRequest(
            "operator",
            Site.LOCAL,
            "sample-2G",
            "img0",
            Optional.empty(),
            Map.of("secretToken", TOKEN),
            Map.of(),
            Optional.empty(),
            new KeyWait(Duration.ZERO, Duration.ZERO),
            UUID.randomUUID(),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            new TypeNext("", ""));
    try (TritonAccess triton = open()) {
      requireNone("the data centre", triton.datacenter().toString());
      requireNone("the options", triton.options().toString());
      requireNone(
          "services of SAPI",
          triton.sapi().services("imgapi", UUID.fromString(Site.SDC)).toString()
              + triton.sapi().applications("sdc", false));
      requireNone("accounts", triton.ufds().user("operator").toString());
      CreateInstance create = new CreateInstance(triton, Optional.empty(), Events.none());
      CreatePlan plan = create.prepare(request);
      requireNone("the plan", plan.toString() + request);
      vmapi.echo("POST", "/vms", 409, "ValidationFailed");
      requireNone(catchThrowable(() -> create.apply(plan, request)));
      sapi.echo("PUT", ".*", 500, "InternalError");
      AllowLocalImages allow = new AllowLocalImages(triton);
      LocalImagesPlan change = allow.prepare(true);
      requireNone("the change", change.toString());
      requireNone(catchThrowable(() -> allow.apply(change)));
      ObjectNode key = JsonNodeFactory.instance.objectNode().put("IMGAPI_PRIVATE_KEY", PRIVATE_KEY);
      requireNone(
          catchThrowable(() -> triton.sapi().putMetadata(UUID.fromString(Site.SERVICE), key)));
    }
    site.triton().ufdsRules().refuseNext("bind", 49);
    try (TritonAccess triton = open()) {
      requireNone(
          catchThrowable(
              () -> new CreateInstance(triton, Optional.empty(), Events.none()).prepare(request)));
    }
  }

  private TritonAccess open() {
    return new FindDatacenter(Clock.systemUTC(), wait -> {})
        .open(
            new DatacenterRequest(
                Optional.of(sapi.url()), Optional.of(site.triton().url("updates")), true),
            new LocalHost(""),
            UUID.randomUUID().toString());
  }

  private void requireNone(Throwable thrown) {
    assertThat(thrown).isNotNull();
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      requireNone("an exception", at.toString());
      for (Throwable beside : at.getSuppressed()) {
        requireNone(beside);
      }
    }
  }
}
