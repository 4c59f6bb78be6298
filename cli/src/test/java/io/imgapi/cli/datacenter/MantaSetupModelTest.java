/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.instancekey.PublicHalf;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.images.ConfigAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * At every request that a set-up makes: SAPI names no key that Manta does not accept, and no key is
 * off the account that SAPI names or that the running service was started with. Whatever goes
 * wrong; but a zone has the time it takes to follow before the next run begins.
 */
class MantaSetupModelTest {
  private static final Duration STEP = Duration.ofMillis(15);
  private static final long FOLLOWED = 100;
  private static final int RUNS = 14;
  private static final int LATEST = 8;

  @TempDir Path directory;
  private final Map<String, FaultPlan> plans = new LinkedHashMap<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private Site site;
  private SetUpState state;
  private String manta;

  @BeforeEach
  void start() throws IOException {
    site = Site.start(directory, STEP);
    state = new SetUpState(site);
    manta = site.sandbox().manta().url().toString();
    for (String service : List.of("sapi", "vmapi", "imgapi", "ufds")) {
      plans.put(service, site.triton().faults(service));
    }
    plans.put("manta", site.sandbox().manta().faults());
    plans.forEach(
        (service, plan) -> plan.watch((method, path) -> look(service + " " + method + " " + path)));
  }

  @AfterEach
  void stop() {
    state.close();
    site.close();
  }

  private void look(String request) {
    seen.add(request);
    try {
      requireAccepted(request, "SAPI", state.metadata());
      requireAccepted(request, "the service", site.triton().configAgent().running());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Manta accepts it reads from the account's key files, at once. */
  private void requireAccepted(String request, String who, JsonNode metadata) throws IOException {
    String user = metadata.path("IMGAPI_MANTA_USER").asText();
    if (user.isEmpty()) {
      return;
    }
    String key = PublicHalf.of(metadata.path("IMGAPI_PRIVATE_KEY").asText(), "").md5();
    if (!metadata.path("IMGAPI_KEY_ID").asText().startsWith("SHA256:")
        || !onMantaAccount(user).contains(key)) {
      violations.add(
          "at %s %s has the key %s of %s, which has %s"
              .formatted(request, who, key, user, onMantaAccount(user)));
    }
  }

  private List<String> onMantaAccount(String user) throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("sandbox/keys").resolve(user))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".pub")).toList()) {
        for (String line : Files.readAllLines(file)) {
          keys.add(PublicHalf.ofLine(line).md5());
        }
      }
    }
    return keys;
  }

  /** In this process, with shorter waits that are still longer than a zone takes. */
  private Run run(String line) throws InterruptedException {
    Run run =
        World.bare()
            .with(site.variables())
            .in(Clock.systemUTC(), time -> Thread.sleep(Math.min(FOLLOWED, time.toMillis())))
            .run((line + " --follow-timeout 2 --key-settle 0 -y").split(" "));
    assertThat(violations).as(line + "\n" + run.err()).isEmpty();
    return run;
  }

  private void letZonesFollow() throws InterruptedException {
    site.triton().configAgent().running();
    Thread.sleep(FOLLOWED);
    look("afterwards");
  }

  private String setUp() {
    return "manta-setup " + manta + " --insecure";
  }

  private void requireOneKey() throws Exception {
    Run last = run(setUp());
    assertThat(last.status()).as(last.err()).isZero();
    letZonesFollow();
    assertThat(violations).isEmpty();
    assertThat(state.onAccount()).hasSize(1);
    assertThat(state.named()).hasValue(state.onAccount().get(0));
  }

  @Test
  void a_new_key_is_known_before_it_is_named_and_the_former_one_leaves_last() throws Exception {
    assertThat(run(setUp()).status()).isZero();
    letZonesFollow();
    seen.clear();
    plans.get("manta").add(new FaultRule("HEAD", ".*", 0, 5, 1, new Fault.KeyUnknown()));
    Run run = run(setUp() + " --force");
    assertThat(run.status()).as(run.err()).isZero();
    List<String> order =
        seen.stream()
            .map(one -> one.replaceAll("^(\\S+ \\S+) .*", "$1"))
            .filter(one -> one.matches("ufds (add|delete)|manta HEAD|sapi PUT|imgapi GET"))
            .toList();
    assertThat(order.get(0)).isEqualTo("ufds add");
    assertThat(order.subList(1, 16)).containsOnly("manta HEAD");
    assertThat(order.lastIndexOf("manta HEAD")).isLessThan(order.indexOf("sapi PUT"));
    assertThat(order.indexOf("sapi PUT")).isLessThan(order.indexOf("ufds delete"));
    assertThat(order.subList(order.indexOf("sapi PUT"), order.indexOf("ufds delete")))
        .contains("imgapi GET");
    requireOneKey();
  }

  /** As where its config-agent is ill, which nobody looked at before typing the same again. */
  @Test
  void a_zone_that_never_followed_keeps_its_key() throws Exception {
    assertThat(run(setUp()).status()).isZero();
    letZonesFollow();
    site.triton().configAgent().setStopped(true);
    assertThat(run(setUp() + " --force").status()).isEqualTo(ExitCode.TIMED_OUT.status());
    plans.get("sapi").add(new FaultRule("PUT", ".*", 0, 30, 1, new Fault.Status(500, null)));
    assertThat(run(setUp() + " --force").status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    plans.get("sapi").clear();
    Run again = run(setUp());
    assertThat(again.status()).as(again.err()).isEqualTo(ExitCode.TIMED_OUT.status());
    assertThat(again.err()).contains("not seen to restart", "imgapi0", "--back");
    look("afterwards");
    site.triton().configAgent().setStopped(false);
    requireOneKey();
  }

  /** What is seen to restart the zone is the change of the run before. */
  @Test
  void a_zone_that_follows_the_run_before_keeps_that_run_s_key() throws Exception {
    assertThat(run(setUp()).status()).isZero();
    letZonesFollow();
    ConfigAgent agent = site.triton().configAgent();
    agent.setStopped(true);
    plans
        .get("sapi")
        .add(new FaultRule("GET", "/services/.*", 1, 30, 1, new Fault.Status(500, null)));
    assertThat(run(setUp() + " --force").status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    plans.get("sapi").clear();
    Thread.sleep(FOLLOWED);
    plans
        .get("sapi")
        .watch(
            (method, path) -> {
              if (method.equals("PUT")) {
                agent.setStopped(false);
                agent.running();
              }
            });
    Run run = run(setUp() + " --force");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("surely followed");
    requireOneKey();
  }

  private String command(Random random) throws IOException {
    List<Path> kept = kept();
    return switch (random.nextInt(kept.isEmpty() ? 5 : 7)) {
      case 0 -> setUp();
      case 1 -> setUp() + " --remote";
      case 2, 3 -> setUp() + " --force";
      case 4 ->
          "external-manta-setup %s operator %s --insecure"
              .formatted(manta, site.sandbox().operator().privateKey());
      default -> "manta-setup --back " + kept.get(random.nextInt(kept.size()));
    };
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

  private String trouble(Random random) {
    String service = List.copyOf(plans.keySet()).get(random.nextInt(plans.size()));
    String method = ".*";
    Fault fault = new Fault.Status(500, null);
    if (service.equals("ufds")) {
      method = List.of("add", "delete", "search", "bind").get(random.nextInt(4));
      fault = new Fault.Status(List.of(50, 51, 80).get(random.nextInt(3)));
    } else if (service.equals("manta")) {
      fault = random.nextBoolean() ? new Fault.KeyUnknown() : fault;
    } else {
      method = random.nextBoolean() ? "PUT" : ".*";
      fault = random.nextBoolean() ? new Fault.LostAnswer() : fault;
    }
    int times = random.nextBoolean() ? 1 : 30;
    FaultRule rule = new FaultRule(method, ".*", random.nextInt(LATEST), times, 1, fault);
    plans.get(service).add(rule);
    return service + " " + rule;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatever_goes_wrong_no_key_is_missing(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> history = new ArrayList<>();
    int failed = 0;
    for (int number = 0; number < RUNS; number++) {
      String line = command(random) + (random.nextBoolean() ? "" : " --key-timeout 1");
      history.add(line + (random.nextInt(4) == 0 ? "" : ", while " + trouble(random)));
      boolean still = random.nextInt(5) == 0;
      site.triton().configAgent().setStopped(still);
      Run run = run(line);
      failed += run.status() == 0 ? 0 : 1;
      history.set(
          number, history.get(number) + (still ? ", zone still" : "") + ": " + run.status());
      assertThat(run.err()).as(String.join("\n", history)).doesNotContain("\tat ");
      plans.values().forEach(FaultPlan::clear);
      site.triton().configAgent().setStopped(false);
      letZonesFollow();
      assertThat(violations).as(String.join("\n", history)).isEmpty();
    }
    assertThat(failed).as("some fail, some do not").isBetween(1, RUNS - 1);
    requireOneKey();
  }
}
