/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.InMemoryStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write to an area, in all cases of rule 10. */
class OwnershipTest {
  private static final String ROOT = "/alice/stor/imgapi";
  private static final String KEY = "SHA256:a";
  private static final MirrorLayout MIRROR = new MirrorLayout(ROOT + "/backup");
  @TempDir private Path directory;
  private final InMemoryStore store = new InMemoryStore(ROOT + "/backup");
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T09:00:00Z"));

  private InstanceLayout layout(String name) {
    return new InstanceLayout(directory.resolve(name));
  }

  private Ownership ownership(String name, ObjectStore asked) {
    String uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return as(name, uuid, asked);
  }

  private Ownership as(String name, String uuid, ObjectStore asked) {
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    return TestOwnerships.of(layout(name), uuid, clock).of(asked, MIRROR, new Claimant(ROOT, KEY));
  }

  private Claim look(String name) {
    return ownership(name, store).look(TakeOver.none());
  }

  private void run(String name) {
    look(name).take();
  }

  private OwnerRecord record() throws IOException {
    return OwnerRecord.parse(store.objects().get(MIRROR.owner()));
  }

  private ImgapiException refusal(String name, TakeOver allowed) {
    return catchThrowableOfType(
        ImgapiException.class, () -> ownership(name, store).look(allowed).take());
  }

  private static TakeOver from(String alias) {
    return new TakeOver(Optional.of(alias), false);
  }

  @Test
  void anAreaThatIsFreeIsClaimedAndEachRunCounts() throws IOException {
    assertThat(look("a").isFree()).isTrue();
    assertThat(store.objects()).isEmpty();
    run("a");
    assertThat(record().seq()).isEqualTo(1);
    assertThat(record().alias()).isEqualTo(TestOwnerships.ALIAS);
    Instant since = record().since();
    now.set(now.get().plusSeconds(60));
    run("a");
    assertThat(record().seq()).isEqualTo(2);
    assertThat(record().since()).isEqualTo(since);
    assertThat(record().renewed()).isEqualTo(now.get());
  }

  @Test
  void theTokenIsForItsOwnerAlone() throws IOException {
    run("a");
    Path file = layout("a").run().resolve("owner.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(record().toString()).doesNotContain(record().token());
  }

  @Test
  void anotherInstanceIsRefusedAndNothingChanges() {
    run("a");
    byte[] before = store.objects().get(MIRROR.owner());
    for (TakeOver allowed : new TakeOver[] {TakeOver.none(), from("wrong"), from("unknown")}) {
      ImgapiException refused = refusal("b", allowed);
      assertThat(refused.code()).isEqualTo(ExitCode.NOT_OWNER);
      assertThat(refused.remedy()).contains("--take-over=" + TestOwnerships.ALIAS);
    }
    assertThat(store.objects().get(MIRROR.owner())).isEqualTo(before);
    assertThat(layout("b").run()).doesNotExist();
  }

  @Test
  void afterATakeOverTheOldInstanceIsRefused() throws IOException {
    run("a");
    run("a");
    String token = record().token();
    ownership("b", store).look(from(TestOwnerships.ALIAS)).take();
    assertThat(record().seq()).isEqualTo(3);
    assertThat(record().token()).isNotEqualTo(token);
    assertThat(refusal("a", TakeOver.none()).code()).isEqualTo(ExitCode.NOT_OWNER);
    run("b");
  }

  @Test
  void aRunDuringWhichTheAreaWasTakenOverEnds() {
    Claim claim = look("a");
    claim.take();
    ownership("b", store).look(from(TestOwnerships.ALIAS)).take();
    assertThatThrownBy(claim::confirm)
        .isInstanceOfSatisfying(
            ImgapiException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NOT_OWNER));
  }

  @Test
  void ofTwoWhoClaimAtOnceOneGetsIt() {
    Claim first = look("a");
    Claim second = look("b");
    first.take();
    assertThatThrownBy(second::take)
        .isInstanceOfSatisfying(
            ImgapiException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NOT_OWNER));
    first.confirm();
  }

  @Test
  void twoRunsOfTheSameTreeCopyExcludeEachOther() {
    run("a");
    Claim first = look("a");
    Claim second = look("a");
    first.take();
    assertThatThrownBy(second::take).isInstanceOf(ImgapiException.class);
  }

  @Test
  void aCloneWithTheSameUuidIsNoticedBySeq() throws IOException {
    String uuid = "11111111-1111-4111-8111-111111111111";
    as("a", uuid, store).look(TakeOver.none()).take();
    copyRun("a", "clone");
    as("a", uuid, store).look(TakeOver.none()).take();
    ImgapiException refused =
        catchThrowableOfType(
            ImgapiException.class, () -> as("clone", uuid, store).look(TakeOver.none()));
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.remedy()).contains("--local-is-truth").contains("imgapi restore");
    as("clone", uuid, store).look(new TakeOver(Optional.empty(), true)).take();
    assertThat(record().seq()).isEqualTo(3);
  }

  @Test
  void aTwinWithoutTheTokenIsAnotherInstance() {
    String uuid = "11111111-1111-4111-8111-111111111111";
    as("a", uuid, store).look(TakeOver.none()).take();
    ImgapiException refused =
        catchThrowableOfType(
            ImgapiException.class, () -> as("twin", uuid, store).look(TakeOver.none()));
    assertThat(refused.code()).isEqualTo(ExitCode.NOT_OWNER);
    assertThat(refused).hasMessageContaining("copy of this instance");
  }

  @Test
  void aLostAnswerIsNoLostArea() throws IOException {
    run("a");
    ownership("a", puts(1, true)).look(TakeOver.none()).take();
    assertThat(record().seq()).isEqualTo(2);
    run("a");
    assertThat(record().seq()).isEqualTo(3);
  }

  @Test
  void aRunThatWasKilledBeforeItsClaimArrivedIsTakenUp() throws IOException {
    run("a");
    Claim claim = ownership("a", puts(Integer.MAX_VALUE, false)).look(TakeOver.none());
    assertThatThrownBy(claim::take).isInstanceOf(StoreException.class);
    assertThat(record().seq()).isEqualTo(1);
    run("a");
    assertThat(record().seq()).isEqualTo(2);
  }

  @Test
  void aRunThatWasKilledAfterItsClaimArrivedIsTakenUp() throws IOException {
    run("a");
    OwnTokenFile file = new OwnTokenFile(layout("a"));
    OwnToken before = file.read().orElseThrow();
    run("a");
    file.write(before.intending(2, record().run()));
    run("a");
    assertThat(record().seq()).isEqualTo(3);
  }

  @Test
  void whatACopyWroteIsNoLostAnswerOfTheOneThatWasSlower() throws IOException {
    run("a");
    OwnTokenFile file = new OwnTokenFile(layout("a"));
    OwnToken before = file.read().orElseThrow();
    run("a");
    file.write(before.intending(2, "the run of the slower one"));
    ImgapiException refused =
        catchThrowableOfType(
            ImgapiException.class, () -> ownership("a", store).look(TakeOver.none()));
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused).hasMessageContaining("a copy of this instance is running");
  }

  @Test
  void anAreaThatFellBehindIsDamaged() throws IOException {
    run("a");
    byte[] old = store.objects().get(MIRROR.owner());
    run("a");
    run("a");
    store.plant(MIRROR.owner(), old);
    requireDamaged("a", "has already written 3");
  }

  @Test
  void whatIsNoOwnersRecordIsDamagedNeverAbsent() {
    for (String text : new String[] {"", "{", "[]", "{\"schema\":\"imgapi/owner/1\"}"}) {
      store.plant(MIRROR.owner(), text.getBytes(StandardCharsets.UTF_8));
      requireDamaged("a", "record");
    }
    store.plant(MIRROR.owner(), new byte[100_000]);
    requireDamaged("a", "100000 bytes");
  }

  @Test
  void snapshotsWithoutAnOwnerAreDamagedNeverFree() {
    store.plant(MIRROR.snapshots() + "/2026-11-22T091700Z/snapshot.jsonl.gz", new byte[1]);
    requireDamaged("a", "although there are snapshots");
  }

  private void requireDamaged(String name, String said) {
    ImgapiException refused = refusal(name, from(TestOwnerships.ALIAS));
    assertThat(refused.code()).isEqualTo(ExitCode.NOT_OWNER);
    assertThat(refused).hasMessageContaining("damaged").hasMessageContaining(said);
    assertThat(refused.remedy()).contains("--take-over=unknown");
    byte[] before = store.objects().get(MIRROR.owner());
    ownership(name, store).look(from("unknown"));
    assertThat(store.objects().get(MIRROR.owner())).isEqualTo(before);
  }

  @Test
  void aDamagedRecordCanBeTakenOver() throws IOException {
    store.plant(MIRROR.owner(), new byte[] {'{'});
    ownership("a", store).look(from("unknown")).take();
    assertThat(record().seq()).isEqualTo(1);
    run("a");
  }

  @Test
  void anotherAreaIsClaimedWithATokenOfItsOwn() throws IOException {
    run("a");
    String token = record().token();
    InMemoryStore other = new InMemoryStore("/alice/stor/other/backup");
    MirrorLayout layout = new MirrorLayout("/alice/stor/other/backup");
    TestOwnerships.of(layout("a"))
        .of(other, layout, new Claimant("/alice/stor/other", KEY))
        .look(TakeOver.none())
        .take();
    assertThat(OwnerRecord.parse(other.objects().get(layout.owner())).token()).isNotEqualTo(token);
  }

  @Test
  void theClaimIsRenewedEveryFiveMinutes() throws IOException {
    Claim claim = look("a");
    claim.take();
    now.set(now.get().plus(Duration.ofMinutes(4)));
    claim.keepUp();
    assertThat(record().renewed()).isBefore(now.get());
    now.set(now.get().plus(Duration.ofMinutes(1)));
    claim.keepUp();
    assertThat(record().renewed()).isEqualTo(now.get());
    assertThat(record().seq()).isEqualTo(1);
    claim.recordSnapshot("2026-11-22T091700Z");
    assertThat(record().snapshot()).isEqualTo("2026-11-22T091700Z");
  }

  private void copyRun(String from, String to) throws IOException {
    Files.createDirectories(layout(to).run());
    Files.copy(
        layout(from).run().resolve("owner.json"),
        layout(to).run().resolve("owner.json"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The store, whose answers to some puts get lost, after they were applied or before. */
  private ObjectStore puts(int lost, boolean applied) {
    int[] left = {lost};
    return (ObjectStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("put") && left[0]-- > 0) {
                if (applied) {
                  store.put(
                      (String) arguments[0], (Content) arguments[1], (Condition) arguments[2]);
                }
                throw new StoreException(
                    StoreException.Kind.UNREACHABLE,
                    MIRROR.owner(),
                    "injected: no answer",
                    "",
                    "",
                    true,
                    null);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
