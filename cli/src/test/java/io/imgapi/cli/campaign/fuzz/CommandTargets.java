/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import static io.imgapi.cli.campaign.fuzz.Seeds.bytes;
import static io.imgapi.cli.campaign.fuzz.Seeds.text;
import static io.imgapi.cli.campaign.fuzz.Seeds.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.SetUpZone;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole commands, in this process, that read a spoiled file, variable or command line. */
final class CommandTargets implements Closeable {
  private static final Mutator BYTES = new BytesMutator();
  private static final Mutator JSON = new JsonMutator();
  private static final Mutator LINES = new LinesMutator(BYTES);
  private static final Mutator PEM = new PemMutator();
  private final SetUpZone zone;
  private final Sandbox sandbox;
  private final Zone backedUp;

  /** Lays out what the commands work on. */
  CommandTargets(Path directory) throws IOException {
    zone = SetUpZone.in(Files.createDirectories(directory.resolve("commands")));
    done("setup", "--root", zone.root());
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    backedUp = sandbox.zones().create("images0");
    done("restore", "-y", "--new-repo", "--root", backedUp.root().toString());
    SampleImages.publishInto(backedUp.root());
    done("backup", "-y", "--root", backedUp.root().toString());
  }

  private static void done(String... words) {
    Run run = CliHarness.run(words);
    assertThat(run.status()).as(run.err()).isZero();
  }

  List<FuzzTarget> all() {
    List<FuzzTarget> all = new ArrayList<>();
    all.add(
        new FuzzTarget(
            "command-lines",
            "command lines",
            8,
            texts(
                "backup\n-y\n--max-delete\n3\n--limit-rate\n20m",
                "restore\n--at\n2026-11-22\n--only\n0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9\n-n",
                "create\nop\nlatest\nsample-2G\nimg0\n-m\na=b\n-t\nx=y\n--headnode\nroot@h:22",
                "status\n-v\n--format\nnagios\n--host\nroot@10.0.0.7",
                "manta\nls\n-l\n~~/stor\n--json",
                "snapshots\nremove\n2026-11-22T091700Z",
                "help\nbackup"),
            List.of(LINES),
            CommandTargets::commandLine));
    all.add(
        new FuzzTarget(
            "variables",
            "settings in the environment",
            1,
            texts("https://manta.example.com\noperator\n2e:c9\n443\ntrue\n1g\n/data\nSHA256:abc"),
            List.of(LINES),
            this::variables));
    all.add(
        file(
            "authkeys-files",
            "files of users' keys",
            2,
            "/data/imgapi/etc/authkeys/local/bob.keys",
            texts("# bob's\n\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDf bob\nssh-dss AAAA bob\n"),
            List.of(BYTES, LINES, PEM),
            "authkeys",
            "list"));
    all.add(
        file(
            "shown-certificates",
            "certificate files that are shown",
            1,
            "/data/imgapi/etc/cert.pem",
            List.of(Seeds.read(zone.place().at("/data/imgapi/etc/cert.pem"))),
            List.of(BYTES, LINES, PEM),
            "cert",
            "show"));
    all.add(
        file(
            "shown-logs",
            "log files",
            1,
            "/var/svc/log/smartdc-site-imgapi:default.log",
            texts(
                "{\"name\":\"imgapi\",\"hostname\":\"i\",\"pid\":1,\"level\":30,\"msg\":\"x\","
                    + "\"time\":\"2026-11-22T09:17:00.000Z\",\"v\":0,\"err\":{\"stack\":\"a\"}}\n"
                    + "plain text\n"),
            List.of(BYTES, LINES, new LinesMutator(JSON)),
            "log",
            "imgapi"));
    all.add(
        file(
            "set-configurations",
            "a configuration that is changed",
            2,
            "/data/imgapi/etc/imgapi.config.json",
            List.of(Seeds.read(zone.place().at("/data/imgapi/etc/imgapi.config.json"))),
            List.of(BYTES, JSON),
            "config",
            "set",
            "-n",
            "serverName=x"));
    for (String name :
        List.of("owner.json", "restored.json", "restored.marker", "mirror.json", "instance.json")) {
      all.addAll(record(name));
    }
    return all;
  }

  private List<FuzzTarget> record(String name) {
    Path file = backedUp.root().resolve("data/imgapi/run").resolve(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] whole = Seeds.read(file);
    return List.of(
        new FuzzTarget(
            "run-" + name.replace(".json", "").replace('.', '-'),
            "run/" + name + ", read by backup",
            1,
            List.of(whole),
            List.of(BYTES, JSON),
            input -> {
              Files.write(file, input);
              try {
                judge(CliHarness.run("backup", "-n", "--root", backedUp.root().toString()), input);
              } finally {
                Files.write(file, whole);
              }
            }));
  }

  private FuzzTarget file(
      String word,
      String what,
      int share,
      String path,
      List<byte[]> seeds,
      List<Mutator> mutators,
      String... command) {
    Path file = zone.place().at(path);
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--root", zone.root()));
    return new FuzzTarget(
        word,
        what,
        share,
        seeds,
        mutators,
        input -> {
          Files.createDirectories(file.getParent());
          byte[] whole = Files.exists(file) ? Seeds.read(file) : new byte[0];
          Files.write(file, input);
          try {
            judge(CliHarness.run(words.toArray(String[]::new)), input);
          } finally {
            Files.write(file, whole);
          }
        });
  }

  private static void commandLine(byte[] input) {
    CliHarness.parse(text(input).split("\n"));
  }

  private void variables(byte[] input) {
    List<String> names =
        List.of(
            "MANTA_URL",
            "MANTA_USER",
            "MANTA_KEY_ID",
            "IMGAPI_HTTPS_PORT",
            "MANTA_TLS_INSECURE",
            "IMGAPI_HEAP",
            "IMGAPI_CONFIG",
            "SDC_KEY_ID");
    String[] values = text(input).split("\n");
    Map<String, String> environment = new java.util.HashMap<>();
    for (int i = 0; i < Math.min(values.length, names.size()); i++) {
      environment.put(names.get(i), values[i].replace("\0", ""));
    }
    environment.put("IMGAPI_ROOT", zone.root());
    judge(World.bare().with(environment).run("config"), input);
    judge(World.bare().with(environment).run("cert", "show"), input);
    judge(World.bare().with(environment).run("manta-env"), input);
  }

  /** An orderly end: no bug, no trace, a message where it failed, and no secret. */
  private static void judge(Run run, byte[] input) {
    String said = run.out() + run.err();
    assertThat(run.status()).as(said).isNotEqualTo(ExitCode.BUG.status());
    assertThat(run.err()).doesNotContain("\tat ");
    if (run.status() != 0) {
      assertThat(said).isNotBlank();
    }
    assertThat(Verdict.leak(said, input)).isEmpty();
    assertThat(bytes(said).length).isLessThan(1 << 22);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
