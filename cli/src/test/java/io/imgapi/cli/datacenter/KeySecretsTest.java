/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.FindDatacenter;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.LocalFiles;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.mantasetup.MantaSetupTools;
import io.imgapi.core.mantasetup.PreparedSetup;
import io.imgapi.core.mantasetup.SetUpManta;
import io.imgapi.core.registration.KeyWait;
import io.imgapi.core.registration.Registrations;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/**
 * Private keys and passwords of commands that give somebody a key are in nothing that they say,
 * write or throw; but for the file that keeps what was configured, which its owner alone may read.
 */
class KeySecretsTest {
  /** How private P-256 keys go on after their length, so one too that nobody has seen. */
  private static final String EVERY_KEY = "CAQEE";

  private static final String[] FORMS = {"-n", "-n --json", "-y", "-y --json"};

  @TempDir Path directory;
  private final Map<String, String> passwords = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private Site site;
  private Front sapi;
  private String manta;
  private Path external;

  @BeforeEach
  void start() throws Exception {
    site = Site.start(directory, Duration.ofMillis(1));
    sapi = Front.before(site.triton().url("sapi"));
    manta = site.sandbox().manta().url().toString();
    passwords.put("the directory's password", site.rootPassword());
    passwords.put("the master directory's password", "planted-remote-password");
    site.describe(
        JsonNodeFactory.instance
            .objectNode()
            .put("ufds_remote_ldap_root_pw", "planted-remote-password"));
    keys.put("any private key", EVERY_KEY);
    keys.put("the frame of a private key", "PRIVATE KEY---");
    external = site.sandbox().operator().privateKey();
    keys.put("any private key of OpenSSH", "b3BlbnNzaC1rZXktdjE");
    List<String> lines = Files.readAllLines(external);
    keys.put("the external key", lines.get(lines.size() / 2));
  }

  @AfterEach
  void stop() {
    sapi.close();
    site.close();
  }

  private Run run(String line) throws IOException {
    return run(List.of(line.split(" ")));
  }

  private Run run(List<String> words) throws IOException {
    Run run =
        site.runWith(
            Map.of(
                "IMGAPI_SAPI_URL", sapi.url().toString(),
                "IMGAPI_CLOUDAPI_URL", site.triton().url("cloudapi").toString(),
                "IMGAPI_CLOUDAPI_INSECURE", "true"),
            words.toArray(String[]::new));
    String where = String.join(" ", words);
    rememberKeyInSapi();
    requireNone(where, run.out());
    requireNone(where, run.err());
    requireNone(where, run.bytes());
    requireNoneInHome();
    return run;
  }

  private JsonNode metadata() throws IOException {
    for (JsonNode service :
        new ObjectMapper().readTree(directory.resolve("sandbox/triton/services.json").toFile())) {
      if (service.path("name").asText().equals("imgapi")) {
        return service.path("metadata");
      }
    }
    throw new AssertionError("no service imgapi");
  }

  /** Every key that SAPI ever had is a secret from then on. */
  private void rememberKeyInSapi() throws IOException {
    List<String> lines = metadata().path("IMGAPI_PRIVATE_KEY").asText().lines().toList();
    if (lines.size() > 2) {
      keys.put("a key in SAPI, " + metadata().path("IMGAPI_KEY_ID").asText(), lines.get(1));
    }
  }

  private void requireNone(String where, String text) {
    requireNone(passwords, where, text);
    requireNone(keys, where, text);
  }

  private static void requireNone(Map<String, String> secrets, String where, String text) {
    secrets.forEach(
        (what, secret) -> assertThat(text).as(what + ": " + where).doesNotContain(secret));
  }

  private void requireNoneInHome() throws IOException {
    Path kept = site.home().resolve(".imgapi");
    try (Stream<Path> all = Files.walk(site.home())) {
      for (Path file : all.filter(KeySecretsTest::isFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (file.startsWith(kept)) {
          requireNone(passwords, file.toString(), text);
          assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------");
          assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        } else {
          requireNone(file.toString(), text);
        }
      }
    }
  }

  /** Links to keys lie in other places. */
  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<Path> kept() throws IOException {
    Path kept = site.home().resolve(".imgapi");
    if (Files.notExists(kept)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(kept)) {
      return files.sorted().toList();
    }
  }

  private Path keptKey() throws IOException {
    for (Path file : kept()) {
      if (Files.readString(file).contains(EVERY_KEY)) {
        return file;
      }
    }
    throw new AssertionError("no file keeps a key");
  }

  private String setUp(String form) {
    return "manta-setup " + manta + " --insecure --key-settle 0 --follow-timeout 1 " + form;
  }

  private String external(String form) {
    return "external-manta-setup %s operator %s --insecure --key-settle 0 --follow-timeout 1 %s"
        .formatted(manta, external, form);
  }

  private String back(Path file, String form) {
    return "manta-setup --back " + file + " --key-settle 0 --follow-timeout 1 " + form;
  }

  private void good(String line) throws IOException {
    Run run = run(line);
    assertThat(run.status()).as(run.err()).isZero();
  }

  private ExitCode bad(String line) throws IOException {
    Run run = run(line);
    assertThat(run.status()).as(line + ": " + run.err()).isNotZero();
    return Stream.of(ExitCode.values())
        .filter(code -> code.status() == run.status())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void where_a_set_up_goes_well() throws Exception {
    for (String form : FORMS) {
      good(setUp("--force " + form));
    }
    for (String form : FORMS) {
      good(external(form));
    }
    assertThat(kept()).hasSize(3);
    assertThat(Files.readString(keptKey())).as("that is the way back").contains("PRIVATE KEY");
    for (Path file : kept()) {
      for (String form : FORMS) {
        good(back(file, form));
      }
    }
    assertThat(keys).as("keys that SAPI had").hasSizeGreaterThan(5);
  }

  private List<String> everySetUp(Path file, String form) {
    return List.of(setUp("--force " + form), external(form), back(file, form));
  }

  @Test
  void where_sapi_fails_and_repeats_what_it_was_told() throws Exception {
    good(setUp("-y"));
    good(setUp("-y --force"));
    Path file = keptKey();
    for (int status : new int[] {500, 409}) {
      sapi.clear();
      sapi.echo("PUT", "/services/.*", status, status == 500 ? "InternalError" : "InvalidArgument");
      for (String form : List.of("-y", "-y --json")) {
        for (String line : everySetUp(file, form)) {
          assertThat(bad(line)).isIn(ExitCode.REMOTE_UNAVAILABLE, ExitCode.FAILED);
        }
      }
    }
    sapi.clear();
    sapi.echo("GET", "/services.*", 500, "InternalError");
    for (String line : everySetUp(file, "-y")) {
      assertThat(bad(line)).isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
    }
  }

  private static boolean isWithKey(String answer) {
    return answer.contains("PRIVATE KEY");
  }

  private static String cut(String answer) {
    return answer.substring(0, answer.length() - 1);
  }

  @Test
  void where_sapi_says_what_cannot_be_read() throws Exception {
    good(setUp("-y"));
    Path file = kept().get(0);
    sapi.change(answer -> isWithKey(answer) ? cut(answer) : answer);
    for (String line : everySetUp(file, "-y")) {
      bad(line);
    }
    sapi.change(answer -> answer.replace("\"metadata\":{", "\"metadata\":[{"));
    for (String line : everySetUp(file, "-y --json")) {
      bad(line);
    }
  }

  @Test
  void where_the_directory_refuses() throws Exception {
    good(setUp("-y"));
    for (String operation : List.of("bind", "search", "add", "delete")) {
      for (int result : new int[] {49, 50, 53, 80}) {
        for (String form : List.of("-y", "-y --json")) {
          site.triton().ufdsMasterRules().faults().clear();
          site.triton().ufdsMasterRules().refuseNext(operation, result);
          bad(setUp("--force " + form));
        }
      }
    }
    site.triton().ufdsMasterRules().faults().clear();
    site.describe(JsonNodeFactory.instance.objectNode().put("ufds_ldap_root_pw", "planted-other"));
    passwords.put("a password that is wrong", "planted-other");
    assertThat(bad(setUp("--force -y"))).isEqualTo(ExitCode.AUTH_REFUSED);
  }

  @Test
  void where_manta_refuses() throws Exception {
    good(setUp("-y"));
    for (Fault fault : List.of(new Fault.KeyUnknown(), new Fault.Status(500, null))) {
      for (String form : List.of("-y", "-y --json")) {
        site.sandbox().manta().faults().clear();
        site.sandbox().manta().faults().add(FaultRule.of(fault));
        bad(setUp("--force --key-timeout 1 " + form));
        bad(external("--key-timeout 1 " + form));
      }
    }
    site.sandbox().manta().faults().clear();
    Path broken = Files.writeString(directory.resolve("broken"), brokenKey());
    String line = external("-y").replace(external.toString(), broken.toString());
    assertThat(bad(line)).isEqualTo(ExitCode.CONFIG_INVALID);
  }

  /** The external key with an end that is missing. */
  private String brokenKey() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(external));
    lines.remove(lines.size() - 2);
    return String.join("\n", lines) + "\n";
  }

  @Test
  void where_a_file_that_kept_values_is_not_whole() throws Exception {
    good(setUp("-y"));
    good(setUp("-y --force"));
    Path file = keptKey();
    String text = Files.readString(file);
    for (String spoilt :
        List.of(
            text.substring(0, text.lastIndexOf("IMGAPI_KEY_ID")),
            text.replace("\"service\" : \"", "\"service\" : \"x"),
            text.replace("imgapi/manta-setup-before/1", "other"))) {
      Path other = Files.writeString(directory.resolve("spoilt"), spoilt);
      assertThat(bad(back(other, "-y"))).isEqualTo(ExitCode.CONFIG_INVALID);
      assertThat(bad(back(other, "-y --json"))).isEqualTo(ExitCode.CONFIG_INVALID);
    }
  }

  private Path instance() throws IOException {
    good(
        "create operator %s sample-2G img0 -y -m mantaUrl=%s -m mantaUser=operator -m mantaInsecure=true"
            .formatted(Site.LOCAL, manta));
    return Path.of(site.sandbox().runtime().list().get(0).root());
  }

  private List<String> ways() {
    return List.of("ufds", "cloudapi --account operator --account-key " + external);
  }

  private void requireNoneInZone(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(KeySecretsTest::isFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        requireNone(passwords, file.toString(), text);
        if (!file.startsWith(root.resolve("data/imgapi/etc"))) {
          requireNone(keys, file.toString(), text);
        } else if (text.contains("PRIVATE KEY---")) {
          assertThat(permissions(file)).as(file.toString()).matches("r..------.*|rw-r-----");
        }
      }
    }
  }

  @Test
  void where_an_instance_s_key_is_put_on_its_account() throws Exception {
    Path root = instance();
    for (String way : ways()) {
      for (String form : FORMS) {
        String line = "register-key img0 --key-settle 0 --via " + way + " " + form;
        site.sandbox().manta().faults().add(FaultRule.of(new Fault.KeyUnknown()));
        for (String service : List.of("cloudapi", "sapi", "vmapi")) {
          site.triton().faults(service).add(new Fault.Status(500));
          run(line + " --key-timeout 1");
          site.heal();
        }
        site.triton().ufdsMasterRules().refuseNext("add", 50);
        run(line + " --key-timeout 1");
        site.triton().ufdsMasterRules().refuseNext("bind", 49);
        run(line + " --key-timeout 1");
        site.triton().ufdsMasterRules().faults().clear();
        site.sandbox().manta().faults().clear();
        good(line);
      }
    }
    requireNoneInZone(root);
  }

  @Test
  void where_a_key_is_rotated_and_put_on_its_account() throws Exception {
    Path root = instance();
    good("register-key img0 -y --key-settle 0");
    for (String way : ways()) {
      for (String form : List.of("-y", "-y --json")) {
        String line = "rotate-key --root " + root + " --settle 0 --register-key " + way;
        run(line + " -n");
        run(line + " -n --json");
        site.triton().faults("cloudapi").add(new Fault.Status(500));
        site.triton().ufdsMasterRules().refuseNext("add", 50);
        bad(line + " " + form);
        site.heal();
        site.triton().ufdsMasterRules().faults().clear();
        site.sandbox().manta().faults().add(FaultRule.of(new Fault.KeyUnknown()));
        bad(line + " --resume --timeout 0 " + form);
        site.sandbox().manta().faults().clear();
        good(line + " --resume " + form);
      }
    }
    requireNoneInZone(root);
  }

  @Test
  void in_a_process_of_its_own() throws Exception {
    Path log = directory.resolve("log");
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Map<String, String> variables = new LinkedHashMap<>(site.variables());
    variables.put("IMGAPI_SAPI_URL", sapi.url().toString());
    variables.put("TMPDIR", temporary.toString());
    sapi.echo("PUT", "/services/.*", 500, "InternalError");
    for (ExitCode code : List.of(ExitCode.REMOTE_UNAVAILABLE, ExitCode.OK)) {
      Process process =
          site.launch(
              List.of("-Djava.io.tmpdir=" + temporary), variables, log, setUp("-y").split(" "));
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(code.status());
      sapi.clear();
    }
    rememberKeyInSapi();
    requireNone("a process", Files.readString(log));
    requireNoneInHome();
    try (Stream<Path> all = Files.walk(temporary)) {
      for (Path file : all.filter(KeySecretsTest::isFile).toList()) {
        requireNone(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** Logs and debuggers show exceptions and values as texts. */
  @Test
  void in_exceptions_and_values() throws Exception {
    good(setUp("-y"));
    good(setUp("-y --force"));
    Path file = keptKey();
    try (TritonAccess triton = open()) {
      SetUpManta setUp = new SetUpManta(tools(triton));
      for (PreparedSetup prepared :
          List.of(
              setUp.prepare(manta, true, false, true),
              setUp.prepareExternal(manta, "operator", external, true),
              setUp.prepareBack(file))) {
        requireNone("a plan", prepared.plan().toString());
        sapi.echo("PUT", ".*", 500, "InternalError");
        requireNone(catchThrowable(prepared::apply));
        sapi.clear();
      }
      PreparedSetup refused = setUp.prepare(manta, true, false, true);
      site.triton().ufdsMasterRules().refuseNext("add", 50);
      requireNone(catchThrowable(refused::apply));
      sapi.change(answer -> isWithKey(answer) ? cut(answer) : answer);
      requireNone(catchThrowable(() -> setUp.prepare(manta, true, false, false)));
    }
    Path broken = Files.writeString(directory.resolve("broken"), brokenKey());
    sapi.clear();
    try (TritonAccess triton = open()) {
      requireNone(
          catchThrowable(
              () ->
                  new SetUpManta(tools(triton)).prepareExternal(manta, "operator", broken, true)));
    }
  }

  private MantaSetupTools tools(TritonAccess triton) {
    return new MantaSetupTools(
        triton,
        new Registrations(Clock.systemUTC(), wait -> {}, Map.of(), Events.none()).probe(triton),
        new LocalFiles(),
        site.home().resolve(".imgapi"),
        new KeyWait(Duration.ZERO, Duration.ofSeconds(1)),
        Duration.ofSeconds(1),
        "imgapi manta-setup",
        "",
        Clock.systemUTC(),
        wait -> {},
        Events.none());
  }

  private TritonAccess open() {
    return new FindDatacenter(Clock.systemUTC(), wait -> {})
        .open(
            new DatacenterRequest(Optional.of(sapi.url()), Optional.empty(), true),
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
