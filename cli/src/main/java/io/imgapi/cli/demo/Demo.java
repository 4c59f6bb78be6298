/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.demo;

import io.imgapi.cli.command.sandbox.Story;
import io.imgapi.cli.output.Prompter;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.sandbox.Operator;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.publish.NewImage;
import io.imgapi.sandbox.publish.Publisher;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.zone.ZoneReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The life of an instance in a sandbox of its own: it is created, images are published to it over
 * HTTP and backed up, the zone is lost, another one takes its place and serves every image again
 * with the same bytes; an image that was deleted by mistake comes back, the key is rotated, the
 * root is replaced, the data centre's own Manta configured, and the status is clean.
 */
public final class Demo implements Story {
  private static final String FIRST = "images0";
  private static final String SECOND = "images1";
  private static final Duration JOB_STEP = Duration.ofMillis(50);
  private final Typist typist;
  private final List<String> program;
  private final Clock clock;
  private final PrintWriter out;
  private int step;

  /**
   * A story.
   *
   * @param typist runs its commands
   * @param program how this program is started as a process; zones are set up with it
   */
  public Demo(Typist typist, List<String> program, Clock clock, PrintWriter out) {
    this.typist = typist;
    this.program = List.copyOf(program);
    this.clock = clock;
    this.out = out;
  }

  /**
   * Tells the story in {@code directory}, which it fills.
   *
   * @throws ImgapiException {@code INTEGRITY} where what came back is not what was there, {@code
   *     FAILED} where a command of the story fails
   */
  @Override
  public void tell(Path directory) {
    step = 0;
    try (Sandbox sandbox =
            Sandbox.start(SandboxOptions.inDirectory(directory).withProgram(program));
        TritonSandbox triton = TritonSandbox.start(sandbox, JOB_STEP)) {
      say(
          "A small Triton of its own: SAPI on %s, a Manta on %s; data under %s."
              .formatted(triton.url("sapi"), sandbox.manta().url(), directory));
      tell(sandbox, triton);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    say("The sandbox is stopped.");
  }

  private void tell(Sandbox sandbox, TritonSandbox triton) throws IOException {
    Operator operator = sandbox.operator();
    ZoneReport lost = create(sandbox, triton, FIRST);
    admit(operator, lost);
    say("imgapi restore --new-repo, once for an instance that begins:");
    type(lost, "restore", "-y", "--new-repo");
    Publisher publisher = publisher(operator, lost);
    List<String> images = new ArrayList<>();
    for (NewImage image : NewImage.samples()) {
      images.add(publisher.publish(image));
    }
    Map<String, String> before = publisher.served();
    say(
        "%d images are published over HTTP: half of them it keeps in Manta, half on its own disk."
            .formatted(images.size()));
    say("imgapi backup:");
    type(lost, "backup", "-y");
    goBack(lost, publisher, images.get(1), before);

    sandbox.runtime().destroy(FIRST);
    say("The zone is lost, with all that lay in it.");
    ZoneReport zone = create(sandbox, triton, SECOND);
    admit(operator, zone);
    say("imgapi restore --take-over=%s, in its place:".formatted(FIRST));
    type(zone, "restore", "-y", "--take-over=" + FIRST);
    Publisher restored = publisher(operator, zone);
    requireSame(before, restored);
    say(
        "It serves all %d images again: %d manifests, files and icons, with the same bytes."
            .formatted(images.size(), before.size()));

    rotate(sandbox, operator, zone);
    requireSame(before, restored);
    reprovision(sandbox, triton, zone);
    requireSame(before, restored);
    setUpManta(sandbox, triton);
    say("imgapi log-upload and imgapi backup, as cron runs them, then imgapi status -v:");
    type(zone, "log-upload");
    type(zone, "backup", "-y");
    type(zone, "status", "-v");
  }

  private ZoneReport create(Sandbox sandbox, TritonSandbox triton, String alias) {
    Operator operator = sandbox.operator();
    say(
        "imgapi create, from the headnode: an image is imported, a VM made, which sets itself up, and"
            + " its key put on the account:");
    show(
        typist.type(
            Optional.empty(),
            "create",
            operator.account(),
            "latest",
            "sample-2G",
            alias,
            "-y",
            "-m",
            "mantaUrl=" + sandbox.manta().url(),
            "-m",
            "mantaUser=" + operator.account(),
            "-m",
            "mantaBaseDir=" + FIRST,
            "-m",
            "mantaInsecure=true",
            "--register-key",
            "ufds",
            "--key-settle",
            "1",
            "--sapi",
            triton.url("sapi").toString(),
            "--updates",
            triton.url("updates").toString(),
            "--updates-insecure"),
        "create");
    return sandbox.runtime().list().stream()
        .filter(zone -> zone.alias().equals(alias))
        .findFirst()
        .orElseThrow();
  }

  private void admit(Operator operator, ZoneReport zone) {
    say("imgapi authkeys add, so that the operator may publish:");
    Path key = operator.privateKey().resolveSibling(operator.privateKey().getFileName() + ".pub");
    type(zone, "authkeys", "add", operator.account(), key.toString());
    type(zone, "authkeys", "reload", "--restart", "-y");
  }

  private Publisher publisher(Operator operator, ZoneReport zone) throws IOException {
    return new Publisher(URI.create(zone.http()), operator.account(), operator.privateKey(), clock);
  }

  private void goBack(
      ZoneReport zone, Publisher publisher, String image, Map<String, String> before)
      throws IOException {
    publisher.delete(image);
    say("Somebody deletes an image by mistake, and the hourly backup follows:");
    type(zone, "backup", "-y");
    say("imgapi snapshots, and imgapi restore --only of that image as it was at first:");
    String snapshots = type(zone, "snapshots");
    String first =
        snapshots
            .lines()
            .filter(line -> Character.isDigit(line.charAt(0)))
            .findFirst()
            .map(line -> line.split(" +")[0])
            .orElseThrow();
    type(zone, "restore", "-y", "--only", image, "--at", first);
    requireSame(before, publisher);
    say(
        "It is served again, and so is everything else, byte for byte. The next backup has it too:");
    type(zone, "backup", "-y");
  }

  private void rotate(Sandbox sandbox, Operator operator, ZoneReport zone) {
    say("imgapi rotate-key; at its question the operator puts the new key on the account:");
    Prompter person =
        question -> {
          newKey(sandbox, zone)
              .ifPresent(key -> sandbox.accounts().addKey(operator.account(), key));
          return Optional.of("y");
        };
    type(Optional.of(person), zone, "rotate-key", "--settle", "1");
  }

  private void reprovision(Sandbox sandbox, TritonSandbox triton, ZoneReport zone) {
    Operator operator = sandbox.operator();
    say(
        "imgapi backup in the instance; then imgapi reprovision, from the headnode, with the operator's"
            + " credentials for a look at the newest snapshot: another root, the same data:");
    type(zone, "backup", "-y");
    show(
        typist.type(
            Map.of(
                "HOME",
                operator.home().toString(),
                "MANTA_URL",
                sandbox.manta().url().toString(),
                "MANTA_USER",
                operator.account(),
                "MANTA_KEY_ID",
                operator.keyId(),
                "MANTA_TLS_INSECURE",
                "1"),
            Optional.empty(),
            "reprovision",
            zone.alias(),
            "latest",
            "-y",
            "--channel",
            "dev",
            "--sapi",
            triton.url("sapi").toString(),
            "--updates",
            triton.url("updates").toString(),
            "--updates-insecure"),
        "reprovision");
  }

  private void setUpManta(Sandbox sandbox, TritonSandbox triton) {
    say(
        "imgapi manta-setup, from the headnode: the data centre's own image service keeps its files in"
            + " this Manta, too:");
    show(
        typist.type(
            Optional.empty(),
            "manta-setup",
            "FIRST-LB",
            "--insecure",
            "-y",
            "--key-settle",
            "1",
            "--keep-in",
            sandbox.options().directory().resolve("before").toString(),
            "--sapi",
            triton.url("sapi").toString()),
        "manta-setup");
  }

  private static Optional<String> newKey(Sandbox sandbox, ZoneReport zone) {
    return sandbox.runtime().metadata(zone.alias(), "instPubKeyNext");
  }

  private static void requireSame(Map<String, String> before, Publisher publisher)
      throws IOException {
    if (!publisher.served().equals(before)) {
      throw ImgapiException.of(ExitCode.INTEGRITY, "what is served is not what was published");
    }
  }

  private String type(ZoneReport zone, String... words) {
    return type(Optional.empty(), zone, words);
  }

  private String type(Optional<Prompter> person, ZoneReport zone, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.add("--root");
    line.add(zone.root());
    return show(typist.type(person, line.toArray(String[]::new)), String.join(" ", words));
  }

  private String show(Typist.Typed typed, String words) {
    typed
        .shown()
        .lines()
        .filter(text -> !text.contains("are not checked (insecure)"))
        .forEach(text -> out.println(text.isEmpty() ? "" : "     " + text));
    out.flush();
    if (typed.status() != 0) {
      throw ImgapiException.of(
          ExitCode.FAILED, "imgapi " + words + " ended with " + typed.status());
    }
    return typed.shown();
  }

  private void say(String text) {
    step++;
    out.println(step + ". " + text);
    out.flush();
  }

  @Override
  public void clearAway(Path directory) {
    delete(directory);
  }

  /** Deletes a directory with all that is in it; one that is not there is fine. */
  public static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
