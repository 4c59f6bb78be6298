/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.backup.Backup;
import io.imgapi.core.backup.BackupLimits;
import io.imgapi.core.backup.BackupRequest;
import io.imgapi.core.backup.BackupResult;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.TestConfig;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.TestInstance;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.ownership.TestOwnerships;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.restore.RestoreResult;
import io.imgapi.core.restore.RestoreSelection;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.snapshot.SnapshotRules;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.InMemoryStore;
import io.imgapi.core.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as an operator runs them, over a store in memory. */
class RoundTripTest {
  private static final TakeOver ALLOWED = new TakeOver(Optional.of(TestOwnerships.ALIAS), false);

  private static final String B = "/alice/stor/imgapi/backup";
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";

  @TempDir Path directory;
  private final InMemoryStore store = new InMemoryStore("/alice/stor");
  private ObjectStore connected = store;
  private TestInstance first;
  private TestInstance second;

  @BeforeEach
  void layOut() {
    first = instance("first");
    second = instance("second");
  }

  private TestInstance instance(String name) {
    TestInstance instance = new TestInstance(directory.resolve(name));
    TestConfig.withManta(instance, "imgapi");
    return instance;
  }

  private BackupResult backup(TestInstance instance) {
    return backup(instance, BackupLimits.standard());
  }

  private BackupResult backup(TestInstance instance, BackupLimits limits) {
    Backup backup =
        new Backup(
            instance.layout(),
            new ConfigReader(),
            (settings, parallel) -> store,
            TestOwnerships.of(instance.layout()),
            Clock.systemUTC(),
            time -> {});
    BackupRequest request =
        new BackupRequest(
            instance.layout().configFile(),
            4,
            limits,
            OptionalLong.empty(),
            ALLOWED,
            SnapshotRules.USUAL,
            false);
    try (Backup.Prepared prepared = backup.prepare(request, Events.none())) {
      return prepared.apply();
    }
  }

  private Restore restore(TestInstance instance) {
    Host none = new NoPrograms();
    return new Restore(
        instance.layout(),
        new ConfigReader(),
        (settings, parallel) -> connected,
        TestOwnerships.of(instance.layout()),
        new ServiceManager(none, new ZonePrograms(instance.layout().root())),
        new NoService(),
        Clock.systemUTC(),
        time -> {});
  }

  private RestoreResult restore(
      TestInstance instance, boolean newRepo, boolean replace, boolean skipMissing) {
    try (Restore.Prepared prepared =
        restore(instance)
            .prepare(request(instance, newRepo, replace, skipMissing, false), Events.none())) {
      return prepared.apply();
    }
  }

  private static RestoreRequest request(
      TestInstance instance, boolean newRepo, boolean replace, boolean skip, boolean dryRun) {
    return new RestoreRequest(
        instance.layout().configFile(),
        RestoreSelection.mirror(),
        newRepo,
        replace,
        skip,
        4,
        OptionalLong.empty(),
        ALLOWED,
        dryRun);
  }

  private static ImgapiException failureOf(Runnable action) {
    return catchThrowableOfType(ImgapiException.class, action::run);
  }

  private Map<String, String> mirror() {
    Map<String, String> mirror = new TreeMap<>();
    store
        .objects()
        .forEach(
            (path, bytes) ->
                mirror.put(
                    path.substring(B.length() + 1),
                    new String(bytes, StandardCharsets.ISO_8859_1)));
    mirror.keySet().removeIf(path -> !path.matches("(manifests|images)/.*"));
    return mirror;
  }

  private void furnish() {
    restore(first, true, false, false);
    first.image(ONE, "one", "one, second");
    first.image(TWO, "two");
    backup(first);
  }

  @Test
  void whatWasBackedUpComesBackByteForByte() {
    furnish();
    RestoreResult result = restore(second, false, false, false);
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(second.files()).isEqualTo(first.files());
    assertThat(backup(second).changedAnything()).isFalse();
  }

  @Test
  void aBackupBeforeAnyRestoreIsRefused() {
    first.image(ONE, "one");
    assertThat(failureOf(() -> backup(first)).code()).isEqualTo(ExitCode.NOT_SET_UP);
    assertThat(store.objects()).isEmpty();
    assertThat(first.layout().run().resolve("backup.status")).hasContent("10");
  }

  @Test
  void nothingFoundIsNotANewRepository() {
    assertThat(failureOf(() -> restore(first, false, false, false)).code())
        .isEqualTo(ExitCode.NOT_SET_UP);
    assertThat(first.layout().run().resolve("restored.marker")).doesNotExist();
  }

  @Test
  void withoutMantaARestoreWritesTheMarkerOnly() {
    TestConfig.withoutManta(first);
    assertThat(restore(first, false, false, false).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(first.layout().run().resolve("restored.marker")).exists();
  }

  @Test
  void localFilesThatDifferAreNeitherLostNorReplacedUnasked() {
    furnish();
    second.image(ONE, "something else", "one, second");
    Map<String, String> before = second.files();
    assertThat(failureOf(() -> restore(second, false, false, false)).code())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(second.files()).isEqualTo(before);
    RestoreResult result = restore(second, false, true, false);
    assertThat(second.files()).isEqualTo(first.files());
    assertThat(Path.of(result.replacedTo()).resolve("images/111/" + ONE + "/file0"))
        .hasContent("something else");
  }

  @Test
  void localExtrasStay() {
    furnish();
    String extra = "33333333-3333-4333-8333-333333333333";
    second.image(extra, "only here");
    restore(second, false, false, false);
    assertThat(second.files()).containsAllEntriesOf(first.files());
    assertThat(second.files()).containsKey("manifests/" + extra + ".raw");
  }

  @Test
  void anImageWhoseFileIsLostStopsTheRestoreUnlessItIsLeftOut() {
    furnish();
    store.delete(B + "/images/222/" + TWO + "/file0", io.imgapi.core.store.Condition.always());
    assertThat(failureOf(() -> restore(second, false, false, false)).code())
        .isEqualTo(ExitCode.INTEGRITY);
    assertThat(second.files()).isEmpty();
    RestoreResult result = restore(second, false, false, true);
    assertThat(result.withheld()).containsExactly(TWO);
    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(second.files()).doesNotContainKey("manifests/" + TWO + ".raw");
    backup(second);
    assertThat(mirror()).containsKey("manifests/" + TWO + ".raw");
  }

  @Test
  void aDamagedObjectIsNeverPlaced() {
    furnish();
    store.plant(B + "/images/222/" + TWO + "/file0", "tvo".getBytes(StandardCharsets.UTF_8));
    assertThat(failureOf(() -> restore(second, false, false, false)).code())
        .isEqualTo(ExitCode.INTEGRITY);
    assertThat(second.files()).doesNotContainKey("images/222/" + TWO + "/file0");
    assertThat(second.layout().run().resolve("restored.marker")).doesNotExist();
  }

  @Test
  void aManifestThatComesWithOtherBytesIsNeverPlaced() {
    furnish();
    connected = changingManifests();
    assertThat(failureOf(() -> restore(second, false, false, false)).code())
        .isEqualTo(ExitCode.INTEGRITY);
    assertThat(second.files()).doesNotContainKey("manifests/" + ONE + ".raw");
    assertThat(second.layout().run().resolve("restored.marker")).doesNotExist();
    connected = store;
    restore(second, false, false, false);
    assertThat(second.files()).isEqualTo(first.files());
  }

  /** The same store, but what it sends for manifests are other manifests of the same size. */
  private ObjectStore changingManifests() {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(store, arguments);
              if (answer instanceof Download download && download.entry().name().endsWith(".raw")) {
                byte[] bytes = download.stream().readAllBytes();
                String other =
                    new String(bytes, StandardCharsets.ISO_8859_1).replace("\"v\":2", "\"v\":3");
                return new Download(
                    download.entry(),
                    new ByteArrayInputStream(other.getBytes(StandardCharsets.ISO_8859_1)));
              }
              return answer;
            });
  }

  @Test
  void aBrokenRestoreBlocksBackupsUntilItIsFinishedOrAborted() {
    furnish();
    String path = B + "/images/222/" + TWO + "/file0";
    store.plant(path, "tvo".getBytes(StandardCharsets.UTF_8));
    first.delete(first.layout().imageDirectory(TWO).resolve("file0"));
    assertThat(failureOf(() -> restore(first, false, false, false)).code())
        .isEqualTo(ExitCode.INTEGRITY);
    assertThat(failureOf(() -> backup(first)).code()).isEqualTo(ExitCode.NOT_SET_UP);
    restore(first).abort();
    store.plant(path, "two".getBytes(StandardCharsets.UTF_8));
    assertThat(backup(first).exitCode()).isEqualTo(ExitCode.PARTIAL);
    restore(first, false, false, false);
    assertThat(backup(first).exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aDryRunOfARestoreWritesNothing() {
    furnish();
    try (Restore.Prepared prepared =
        restore(second).prepare(request(second, false, false, false, true), Events.none())) {
      assertThat(prepared.plan().orElseThrow().manifests()).isEqualTo(2);
      assertThat(prepared.plan().orElseThrow().files()).isEqualTo(3);
    }
    assertThat(second.files()).isEmpty();
    assertThat(second.layout().run()).isEmptyDirectory();
  }

  @Test
  void namesThatLeaveTheTreeAreRefused() {
    store.plant(B + "/images/evil\u0007name", new byte[] {1});
    assertThat(failureOf(() -> restore(second, false, false, false)).code())
        .isEqualTo(ExitCode.INTEGRITY);
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    furnish();
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(second.layout().images().resolve("222"), elsewhere);
    assertThat(failureOf(() -> restore(second, false, false, false)).code())
        .isEqualTo(ExitCode.INTEGRITY);
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void nothingIsWrittenThroughALinkInThePlaceOfAPart() throws IOException {
    furnish();
    String path = "222/" + TWO + "/file0";
    String etag = store.head(B + "/images/" + path).orElseThrow().etag();
    Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "precious");
    Path part = second.layout().images().resolve(path + "." + etag);
    Files.createDirectories(part.getParent());
    Files.createSymbolicLink(part, elsewhere);
    assertThat(failureOf(() -> restore(second, false, false, false)).code())
        .isEqualTo(ExitCode.FAILED);
    assertThat(elsewhere).hasContent("precious");
  }

  @Test
  void aMassDeletionIsRefusedAndMayBeAllowed() {
    furnish();
    first.delete(first.layout().manifest(ONE));
    first.delete(first.layout().manifest(TWO));
    Map<String, String> before = mirror();
    ImgapiException refused = failureOf(() -> backup(first));
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.remedy()).contains("--allow-mass-delete");
    assertThat(mirror()).isEqualTo(before);
    assertThat(backup(first, new BackupLimits(OptionalInt.of(2), false)).deletedManifests())
        .isEqualTo(2);
  }

  @Test
  void anotherAreaThanTheOneRestoredFromIsRefused() {
    furnish();
    TestConfig.withManta(first, "other");
    assertThat(failureOf(() -> backup(first)).code()).isEqualTo(ExitCode.NOT_SET_UP);
  }

  @Test
  void anOldToolsMarkerIsAdoptedWhereTheDataIsRecognisable() {
    furnish();
    second.image(ONE, "one", "one, second");
    second.write(
        second.layout().run().resolve("restored.marker"), "restored at 2020-01-01T00:00:00\n");
    assertThat(failureOf(() -> backup(second)).code()).isEqualTo(ExitCode.REFUSED);
    second.image(TWO, "two");
    assertThat(backup(second).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(second.layout().run().resolve("restored.json")).exists();
  }

  @Test
  void twoRunsOnOneMachineExcludeEachOther() {
    furnish();
    RunLock held = RunLock.take(first.layout().run(), "somebody else, pid 1");
    try {
      ImgapiException locked = failureOf(() -> backup(first));
      assertThat(locked.code()).isEqualTo(ExitCode.LOCKED);
      assertThat(locked).hasMessageContaining("somebody else, pid 1");
    } finally {
      held.close();
    }
    assertThat(backup(first).exitCode()).isEqualTo(ExitCode.OK);
  }
}
