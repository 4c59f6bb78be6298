/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that a server says makes a command write outside its target, use memory without bound, or
 * end without naming what was wrong.
 */
class HostileMantaTest extends TroubledInstance {
  private static final String ETAG = "0a1b2c3d-1111-4222-8333-444455556666";
  private static final String IMAGE = "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71";
  private static final String MANIFESTS = ".*/backup/manifests";
  private static final String IMAGES = ".*/backup/images";
  private static final String FILE = ".*/" + IMAGE + "/file0";
  private static final String MANIFEST = ".*/manifests/" + IMAGE + ".raw";
  private static final byte[] BLOCK = new byte[64 * 1024];

  /** What may be on its way in buffers, beyond all that the client takes. */
  private static final long IN_BUFFERS = 32L << 20;

  private HostileManta hostile;
  private Map<String, String> published;
  private Map<String, String> outside;

  @BeforeEach
  void getBetween() throws IOException {
    done("backup");
    published = files();
    hostile = new HostileManta(sandbox.manta().url());
    configure("url", hostile.url().toString());
    outside = outside();
  }

  @AfterEach
  void nothingIsOutsideOfItsTarget() throws IOException {
    hostile.close();
    assertThat(outside()).isEqualTo(outside);
    assertThat(files().keySet()).allMatch(this::isOurs);
    try (var all = Files.walk(target())) {
      assertThat(all.filter(Files::isRegularFile))
          .allMatch(file -> isOurs("data/imgapi/" + target().relativize(file)));
    } catch (java.nio.file.NoSuchFileException e) {
      assertThat(target()).doesNotExist();
    }
  }

  /** Published, or laid ready beside what was published. */
  private boolean isOurs(String file) {
    return published.keySet().stream()
        .anyMatch(
            known ->
                file.equals(known)
                    || file.startsWith(known + ".")
                    || file.startsWith(
                        known.replace("manifests/", "manifests/.").replace(".raw", ".")));
  }

  private Path target() {
    return directory.resolve("target");
  }

  /** All that no command has any business with. */
  private Map<String, String> outside() throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Path> inside =
        List.of(
            zone.manifests(),
            zone.images(),
            zone.root().resolve("data/imgapi/run"),
            target(),
            directory.resolve("triton/manta"));
    try (var all = Files.walk(directory)) {
      for (Path file : all.filter(f -> inside.stream().noneMatch(f::startsWith)).toList()) {
        files.put(
            file.toString(),
            Files.isRegularFile(file) ? HostileManta.text(Files.readAllBytes(file)) : "");
      }
    }
    return files;
  }

  /** Restores into the instance, which has lost everything. */
  private Run restore(String... more) {
    loseEverything();
    return run("restore", more);
  }

  private Run restoreElsewhere(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "--target";
    all[1] = target().toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return run("restore", all);
  }

  /** An orderly end that names the object and does nothing to the terminal. */
  private static void requireRefusal(Run run, ExitCode code, String... named) {
    requireEnd(run, code, named);
    requirePrintable(run);
  }

  private static void requirePrintable(Run run) {
    assertThat(run.err() + run.out()).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
    assertThat(run.err()).doesNotContain("\tat ");
  }

  /** Each way of restoring refuses, and a backup that is told the same changes nothing. */
  private void requireRefusedByAll(String... named) throws IOException {
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, named);
    requireBackupRefuses(named);
    requireRefusal(restore(), ExitCode.INTEGRITY, named);
    assertThat(inRun("restored.marker")).doesNotExist();
    requireItCanBeFinished();
  }

  private void requireBackupRefuses(String... named) {
    Map<String, String> before = files();
    int changes = hostile.changes().size();
    requireRefusal(run("backup", "--full"), ExitCode.INTEGRITY, named);
    assertThat(files()).isEqualTo(before);
    assertThat(hostile.changes()).hasSize(changes);
    assertThat(inRun("backup.status")).hasContent("15");
  }

  private void requireItCanBeFinished() {
    hostile.beHonest();
    done("restore");
    assertThat(files()).isEqualTo(published);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../../escaped",
        "/etc/escaped",
        "a/../../../escaped",
        "..",
        ".",
        "",
        "nul\\u0000",
        "a/b"
      })
  void namesThatLeadElsewhere(String name) throws IOException {
    for (String tree :
        new String[] {MANIFESTS, IMAGES, IMAGES + "/a3b", IMAGES + "/a3b/" + IMAGE}) {
      for (String line : List.of(HostileManta.object(name, ETAG), HostileManta.folder(name))) {
        hostile.lie("GET", tree, hostile.withEntry(line));
        requireRefusedByAll("impossible name", tree.substring(".*".length()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil\\u001b[2J", "evil\\nimgapi restore: all is well", "bell\\u0007\\u007f"})
  void namesWithControlCharacters(String name) {
    hostile.lie("GET", IMAGES + "/a3b", hostile.withEntry(HostileManta.object(name, ETAG)));
    hostile.lie("GET", MANIFESTS, hostile.withEntry(HostileManta.object(name, ETAG)));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, "object: a3b/" + name.substring(0, 4));
    // For a backup it is an object that nobody here has: it goes, or cannot.
    Run backup = run("backup", "--allow-mass-delete");
    requirePrintable(backup);
    assertThat(hostile.changes()).allMatch(change -> !change.contains("/manifests/" + IMAGE));
    requireRefusal(restore(), ExitCode.INTEGRITY, "object: a3b/" + name.substring(0, 4));
    requireItCanBeFinished();
  }

  @Test
  void namesThatAreTooLongForAnyDisk() {
    String name = "x".repeat(300);
    hostile.lie("GET", IMAGES + "/a3b", hostile.withEntry(HostileManta.object(name, ETAG)));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, "object: a3b/xxxx");
    requireRefusal(restore(), ExitCode.INTEGRITY, "object: a3b/xxxx");
    requireItCanBeFinished();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../../escaped", "..", "/etc/escaped", "a b", "\\u001b[2J"})
  void versionsThatLeadElsewhere(String etag) {
    UnaryOperator<String> lie =
        page ->
            page.replaceAll(
                "(\"name\":\"(" + IMAGE + "[.]raw|file0)\",\"etag\":\")[^\"]*",
                "$1" + etag.replace("\\", "\\\\"));
    hostile.lie("GET", MANIFESTS, hostile.other(lie));
    requireRefusal(
        restoreElsewhere(), ExitCode.INTEGRITY, "unexpected form", "/manifests/" + IMAGE + ".raw");
    hostile.beHonest();
    hostile.lie("GET", IMAGES + "/a3b/" + IMAGE, hostile.other(lie));
    requireRefusal(restore(), ExitCode.INTEGRITY, "unexpected form", IMAGE + "/file0");
    requireItCanBeFinished();
  }

  @ParameterizedTest
  @ValueSource(strings = {MANIFESTS, IMAGES, IMAGES + "/a3b"})
  void aLineOfTenMegabytes(String tree) throws IOException {
    String line = "{\"name\":\"" + "x".repeat(10_000_000) + "\"}\n";
    hostile.lie("GET", tree, hostile.pages("1", (number, query) -> line));
    requireRefusedByAll("a line of the listing is longer than", tree.substring(".*".length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {MANIFESTS, IMAGES, IMAGES + "/a3b"})
  void aLineWithoutEnd(String tree) throws IOException {
    byte[] beginning = "{\"name\":\"".getBytes(StandardCharsets.UTF_8);
    hostile.lie(
        "GET",
        tree,
        hostile.endless(beginning, "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8)));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, "longer than", tree.substring(2));
    requireBackupRefuses("longer than", tree.substring(2));
    assertThat(hostile.lied()).isLessThan(2 * IN_BUFFERS);
  }

  @Test
  void aPageWithoutEnd() {
    byte[] lines =
        (HostileManta.folder("x".repeat(100_000)) + "\n").getBytes(StandardCharsets.UTF_8);
    hostile.lie("GET", IMAGES, hostile.endless(new byte[0], lines));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, "/backup/images");
    requireBackupRefuses("/backup/images");
    assertThat(hostile.lied()).isLessThan(2 * IN_BUFFERS);
  }

  private static String page(long number, String line) {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < HostileManta.PAGE; i++) {
      page.append(line.formatted(number * HostileManta.PAGE + i)).append('\n');
    }
    return page.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "999999999999999"})
  void aListingWithoutEnd(String count) {
    // Shorter than what Manta writes, so that a million of them do not take long.
    String line = "{\"name\":\"%012d\",\"type\":\"directory\"}";
    hostile.lie("GET", IMAGES, hostile.pages(count, (number, query) -> page(number, line)));
    requireRefusal(
        restoreElsewhere(),
        ExitCode.INTEGRITY,
        "no progress",
        "the million entries",
        "/backup/images");
    assertThat(hostile.requests()).isLessThan(1_100);
  }

  @Test
  void directoriesWithoutEnd() {
    // Each has as many as there is room for in a page, and each of these again.
    String line = "{\"name\":\"" + "d".repeat(200) + "%012d\",\"type\":\"directory\"}";
    String whole = page(0, line).lines().limit(1000).collect(Collectors.joining("\n", "", "\n"));
    hostile.lie("GET", IMAGES + "(/.*)?", hostile.pages("1000", (number, query) -> whole));
    Run run = restoreElsewhere();
    requireRefusal(run, ExitCode.INTEGRITY, "/backup/images");
  }

  @Test
  void aListingThatRepeatsItself() throws IOException {
    String line = "{\"name\":\"%012d\",\"type\":\"directory\"}";
    hostile.lie("GET", IMAGES, hostile.pages("5000", (number, query) -> page(0, line)));
    requireRefusedByAll("no progress", "/backup/images");
  }

  @Test
  void aListingThatGoesRoundInACircle() throws IOException {
    String line = "{\"name\":\"%012d\",\"type\":\"directory\"}";
    hostile.lie(
        "GET", MANIFESTS, hostile.pages("90000", (number, query) -> page(number % 7, line)));
    requireRefusedByAll("no progress", "/backup/manifests");
  }

  @Test
  void aListingThatIsCutShortAndRepeated() throws IOException {
    String lines = HostileManta.object("a", ETAG) + "\n" + HostileManta.object("b", ETAG) + "\n";
    hostile.lie("GET", IMAGES, hostile.pages("3", (number, query) -> lines));
    requireRefusedByAll("/backup/images");
  }

  @Test
  void aWrongMd5InAListing() {
    UnaryOperator<String> lie =
        page ->
            page.replaceAll("\"contentMD5\":\"[^\"]*", "\"contentMD5\":\"AAAAAAAAAAAAAAAAAAAAAA==");
    hostile.lie("GET", MANIFESTS, hostile.other(lie));
    requireRefusal(
        restoreElsewhere(), ExitCode.INTEGRITY, "other bytes than listed", "/manifests/");
    requireRefusal(restore(), ExitCode.INTEGRITY, "other bytes than listed", "/manifests/");
    hostile.beHonest();
    hostile.lie("GET", IMAGES + "/[0-9a-f]{3}/.*", hostile.other(lie));
    requireRefusal(restore(), ExitCode.INTEGRITY, "damaged", "/backup/images/");
    requireItCanBeFinished();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%%%"})
  void aUselessMd5InAListing(String md5) throws IOException {
    hostile.lie(
        "GET",
        MANIFESTS,
        hostile.other(
            page -> page.replaceAll("\"contentMD5\":\"[^\"]*", "\"contentMD5\":\"" + md5)));
    requireRefusedByAll("no usable MD5", "/backup/manifests/");
  }

  @Test
  void otherBytesThanItsOwnMd5Says() {
    UnaryOperator<String> flip = body -> (char) (body.charAt(0) ^ 1) + body.substring(1);
    hostile.lie("GET", MANIFEST, hostile.damaged(flip));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, IMAGE + ".raw");
    hostile.beHonest();
    hostile.lie("GET", FILE, hostile.damaged(flip));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, IMAGE + "/file0");
    requireRefusal(restore(), ExitCode.INTEGRITY, IMAGE + "/file0");
    requireItCanBeFinished();
  }

  @Test
  void otherBytesWithAnMd5ThatFits() {
    UnaryOperator<String> flip = body -> (char) (body.charAt(0) ^ 1) + body.substring(1);
    hostile.lie("GET", MANIFEST, hostile.other(flip));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, IMAGE + ".raw");
    hostile.beHonest();
    hostile.lie("GET", FILE, hostile.other(flip));
    requireRefusal(restore(), ExitCode.INTEGRITY, IMAGE + "/file0");
    requireItCanBeFinished();
  }

  @Test
  void anImageFileWithoutEnd() {
    hostile.lie("GET", FILE, hostile.endless(new byte[0], BLOCK));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, IMAGE + "/file0", "listed are");
    requireRefusal(restore(), ExitCode.INTEGRITY, IMAGE + "/file0", "listed are");
    // Twice each: a whole reading decides.
    assertThat(hostile.lied()).isLessThan(4 * IN_BUFFERS);
    requireItCanBeFinished();
  }

  @Test
  void aManifestWithoutEnd() {
    hostile.lie("GET", MANIFEST, hostile.endless(new byte[0], BLOCK));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, IMAGE + ".raw", "longer than");
    requireRefusal(restore(), ExitCode.INTEGRITY, IMAGE + ".raw", "longer than");
    assertThat(hostile.lied()).isLessThan(2 * IN_BUFFERS);
    requireItCanBeFinished();
  }

  @Test
  void aManifestThatIsSaidToBeATerabyte() {
    hostile.lie(
        "GET",
        MANIFESTS,
        hostile.other(
            page -> page.replaceAll("(" + IMAGE + ".raw.*?\"size\":)\\d+", "$11000000000000")));
    hostile.lie("GET", MANIFEST, hostile.endless(new byte[0], BLOCK));
    requireRefusal(restoreElsewhere(), ExitCode.INTEGRITY, IMAGE + ".raw", "longer than");
    assertThat(hostile.lied()).isLessThan((64L << 20) + IN_BUFFERS);
  }

  @Test
  void anOwnersRecordWithoutEnd() {
    hostile.lie("GET", ".*/owner.json", hostile.endless(new byte[0], BLOCK));
    for (String command : new String[] {"backup", "restore", "prune"}) {
      requireRefusal(
          CliHarness.run(words(command, "-y")),
          ExitCode.NOT_OWNER,
          "owner-record-damaged",
          "/owner.json",
          "more than");
    }
    assertThat(hostile.lied()).isLessThan(3 * IN_BUFFERS);
    assertThat(hostile.changes()).isEmpty();
  }

  @Test
  void anOwnerWhoseNameIsNotForTheTerminal() {
    hostile.lie(
        "GET",
        ".*/owner.json",
        hostile.other(
            json ->
                json.replaceAll("\"alias\"\\s*:\\s*\"[^\"]*", "\"alias\":\"\\\\u001b[2Jnobody")
                    .replaceAll("\"token\"\\s*:\\s*\"[^\"]*", "\"token\":\"another's")));
    requireRefusal(run("backup"), ExitCode.NOT_OWNER, "[2Jnobody");
    requireRefusal(run("restore"), ExitCode.NOT_OWNER, "[2Jnobody");
    assertThat(hostile.changes()).isEmpty();
  }

  private static String repacked(String body, UnaryOperator<String> change) {
    try {
      byte[] zipped = body.getBytes(StandardCharsets.ISO_8859_1);
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes();
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(change.apply(HostileManta.text(plain)).getBytes(StandardCharsets.ISO_8859_1));
      }
      return HostileManta.text(packed.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void snapshotLie(String object, UnaryOperator<String> change) {
    hostile.lie("GET", ".*/snapshots/.*/" + object, hostile.other(body -> repacked(body, change)));
  }

  private String[] atNewest() {
    return new String[] {"--at", "2100-01-01"};
  }

  @Test
  void aSnapshotThatListsPathsElsewhere() {
    snapshotLie("snapshot.jsonl.gz", list -> list.replace("images/a3b/", "images/../../../../"));
    requireRefusal(
        restoreElsewhere(atNewest()), ExitCode.INTEGRITY, "unexpected form", "snapshot: 2");
  }

  @Test
  void aSnapshotWhoseArchiveLeadsElsewhere() {
    snapshotLie(
        "manifests.tar.gz",
        tar -> tar.replace(IMAGE + ".raw", "../../" + IMAGE.substring(6) + ".raw"));
    requireRefusal(restoreElsewhere(atNewest()), ExitCode.INTEGRITY, "snapshot: 2");
  }

  @Test
  void aSnapshotThatListsWithoutEnd() {
    snapshotLie(
        "snapshot.jsonl.gz",
        list -> {
          StringBuilder more = new StringBuilder(list.substring(0, list.indexOf('\n') + 1));
          for (int i = 0; i < 500_000; i++) {
            more.append(
                "{\"path\":\"images/%07d\",\"size\":1,\"md5\":\"%032x\"}\n".formatted(i, i));
          }
          return more.toString();
        });
    requireRefusal(
        restoreElsewhere(atNewest()),
        ExitCode.INTEGRITY,
        "more files than its header says",
        "snapshot: 2");
  }

  @Test
  void aSnapshotWhoseArchiveIsABomb() {
    snapshotLie("manifests.tar.gz", tar -> tar + "\0".repeat(100_000_000));
    requireRefusal(restoreElsewhere(atNewest()), ExitCode.INTEGRITY, "snapshot: 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirections(int status) throws IOException {
    try (HostileManta elsewhere = new HostileManta(sandbox.manta().url())) {
      for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE"}) {
        hostile.lie(method, ".*", HostileManta.redirect(status, elsewhere.url()));
      }
      requireRefusal(
          restoreElsewhere(), ExitCode.INTEGRITY, "redirects are not followed", "/backup");
      requireBackupRefuses("redirects are not followed", "/owner.json");
      hostile.beHonest();
      hostile.lie("GET", FILE, HostileManta.redirect(status, elsewhere.url()));
      requireRefusal(restore(), ExitCode.INTEGRITY, "redirects are not followed", IMAGE + "/file0");
      hostile.beHonest();
      hostile.lie("PUT", FILE, HostileManta.redirect(status, elsewhere.url()));
      // Nobody but the one that is configured ever gets a signature.
      assertThat(elsewhere.requests()).isZero();
      requireItCanBeFinished();
    }
  }

  @Test
  void aPutThatIsRedirectedIsNotDone() throws IOException {
    try (HostileManta elsewhere = new HostileManta(sandbox.manta().url())) {
      Files.writeString(zone.images().resolve("note"), "for Manta alone");
      published = files();
      hostile.lie("PUT", ".*/images/note", HostileManta.redirect(307, elsewhere.url()));
      Run run = run("backup");
      assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.PARTIAL.status());
      assertThat(run.err()).contains("redirects are not followed", "/images/note");
      assertThat(elsewhere.requests()).isZero();
      hostile.beHonest();
      done("backup");
    }
  }

  @Test
  void failuresThatNeverStopTalking() {
    hostile.lie(
        "GET",
        FILE,
        exchange -> {
          exchange.sendResponseHeaders(500, 0);
          while (true) {
            exchange.getResponseBody().write(BLOCK);
          }
        });
    Run run = restore();
    requireRefusal(run, ExitCode.REMOTE_UNAVAILABLE, IMAGE + "/file0");
    assertThat(run.err().length()).isLessThan(100_000);
    requireItCanBeFinished();
  }
}
