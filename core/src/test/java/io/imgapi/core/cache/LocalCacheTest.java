/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.mirror.FileStamp;
import io.imgapi.core.mirror.LocalManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest cache is never wrong: better it knows nothing. */
class LocalCacheTest {
  private static final String TIE = Tie.of("/alice/stor/imgapi", Optional.of("token"));
  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 1_800_000_000L * SECOND + 123_456_789;
  private static final FileStamp OLD = new FileStamp(3, NOW - 90 * SECOND, NOW - 50 * SECOND, 7);
  private static final FileDigests DIGESTS = FileDigests.of("abc".getBytes(StandardCharsets.UTF_8));

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("local.cache");
  }

  private LocalCache open(long now) {
    return LocalCache.open(file(), TIE, OptionalLong.of(now));
  }

  private void keep(FileStamp stamp) throws IOException {
    LocalCache cache = open(NOW);
    cache.learn("images/a", stamp, DIGESTS);
    cache.save(TIE);
  }

  @Test
  void remembersAFileThatNobodyTouched() throws IOException {
    keep(OLD);
    assertThat(open(NOW).digests("images/a", OLD)).contains(DIGESTS);
  }

  @Test
  void remembersWhatAManifestSays() throws IOException {
    UUID uuid = UUID.fromString("5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10");
    ImageManifest facts =
        new ImageManifest(
            uuid,
            true,
            Optional.of(new UUID(1, 2)),
            List.of(
                new ImageFile("file0", 5, "a".repeat(40), Optional.of(new Md5(3, 4))),
                new ImageFile("icon", -1, "", Optional.empty()),
                new ImageFile("file1", 6, "no SHA-1 at all", Optional.empty())),
            List.of(new ImageFile("file2", 7, "b".repeat(40), Optional.empty())));
    LocalManifest manifest = new LocalManifest(facts, new Md5(5, 6), OLD.size());
    String path = "manifests/" + uuid + ".raw";
    LocalCache cache = open(NOW);
    cache.learn(path, OLD, manifest);
    cache.save(TIE);
    assertThat(open(NOW).manifest(path, OLD)).contains(manifest);
  }

  @Test
  void knowsNothingOfAFileWhosePathOrStampIsAnother() throws IOException {
    keep(OLD);
    LocalCache cache = open(NOW);
    assertThat(cache.digests("images/b", OLD)).isEmpty();
    for (FileStamp other :
        List.of(
            new FileStamp(4, OLD.modified(), OLD.changed(), 7),
            new FileStamp(3, OLD.modified() + 1, OLD.changed(), 7),
            new FileStamp(3, OLD.modified(), OLD.changed() + 1, 7),
            new FileStamp(3, OLD.modified(), OLD.changed(), 8))) {
      assertThat(cache.digests("images/a", other)).isEmpty();
    }
  }

  @Test
  void remembersNoFileThatWasTouchedJustNowOrInTheFuture() throws IOException {
    for (long ago : new long[] {1_999_999_999L, 0, -5 * SECOND}) {
      FileStamp young = new FileStamp(3, OLD.modified(), NOW - ago, 7);
      keep(young);
      assertThat(open(NOW + 60 * SECOND).digests("images/a", young)).as("%d", ago).isEmpty();
    }
  }

  @Test
  void remembersNothingWhereTheClockCountsWholeSeconds() throws IOException {
    FileStamp coarse = new FileStamp(3, OLD.modified(), (NOW / SECOND - 50) * SECOND, 7);
    keep(coarse);
    assertThat(open(NOW).digests("images/a", coarse)).isEmpty();
  }

  @Test
  void believesNothingAfterTheClockWasSetBack() throws IOException {
    keep(OLD);
    assertThat(open(NOW - 1).digests("images/a", OLD)).isEmpty();
  }

  @Test
  void believesNothingForAnotherAreaOrOwner() throws IOException {
    keep(OLD);
    for (String other :
        List.of(
            Tie.of("/alice/stor/imgapi", Optional.of("another")),
            Tie.of("/alice/stor/imgapi", Optional.empty()),
            Tie.of("/bob/stor/imgapi", Optional.of("token")))) {
      assertThat(LocalCache.open(file(), other, OptionalLong.of(NOW)).digests("images/a", OLD))
          .isEmpty();
    }
  }

  @Test
  void writesNothingWhereTheClockIsNotKnown() throws IOException {
    LocalCache cache = LocalCache.open(file(), TIE, OptionalLong.empty());
    cache.learn("images/a", OLD, DIGESTS);
    cache.save(TIE);
    assertThat(file()).doesNotExist();
  }

  @Test
  void forgetsWhatIsNoLongerAskedFor() throws IOException {
    LocalCache both = open(NOW);
    both.learn("images/a", OLD, DIGESTS);
    both.learn("images/b", OLD, DIGESTS);
    both.save(TIE);
    LocalCache one = open(NOW);
    assertThat(one.digests("images/a", OLD)).isPresent();
    one.save(TIE);
    assertThat(open(NOW).digests("images/b", OLD)).isEmpty();
    assertThat(open(NOW).digests("images/a", OLD)).contains(DIGESTS);
  }

  @Test
  void believesNothingOfADamagedFile() throws IOException {
    LocalCache many = open(NOW);
    for (int i = 0; i < 20; i++) {
      many.learn("images/" + i, OLD, DIGESTS);
    }
    many.save(TIE);
    byte[] good = Files.readAllBytes(file());
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] bad = good.clone();
      if (i % 2 == 0) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      } else {
        bad = java.util.Arrays.copyOf(bad, random.nextInt(bad.length));
      }
      Files.write(file(), bad);
      assertThat(open(NOW).digests("images/3", OLD)).isEmpty();
    }
  }

  /**
   * Random files on a file system whose clock is coarse or fine, is set forward and back, and whose
   * files are rewritten with the same size, within one tick, and get their old times again.
   */
  @Test
  void isNeverWrongWhateverHappensToFilesAndClock() throws IOException {
    int known = 0;
    for (long seed = 1; seed <= 300; seed++) {
      known += play(seed);
      Files.deleteIfExists(file());
    }
    assertThat(known).as("how often it was of use").isGreaterThan(1000);
  }

  private int play(long seed) throws IOException {
    Random random = new Random(seed * 7919);
    ModelFiles files = new ModelFiles(random);
    int known = 0;
    for (int run = 0; run < 12; run++) {
      LocalCache cache = open(files.now());
      for (String path : List.copyOf(files.all().keySet())) {
        FileStamp before = files.stamp(path);
        FileDigests truth = files.digests(path);
        Optional<FileDigests> told = cache.digests(path, before);
        if (told.isPresent()) {
          known++;
          assertThat(told.get()).as("seed %d, run %d, %s", seed, run, path).isEqualTo(truth);
        } else {
          files.perhapsTouch(path);
          if (files.stamp(path).equals(before)) {
            cache.learn(path, before, truth);
          }
        }
        files.pass();
      }
      cache.save(TIE);
      files.edit();
    }
    return known;
  }

  /** Files in memory, with stamps as a file system makes them. */
  private static final class ModelFiles {
    private final Random random;
    private final long tick;
    private final Map<String, Model> files = new HashMap<>();
    private long clock = NOW;
    private long inodes;

    private record Model(String content, long modified, long changed, long inode) {}

    ModelFiles(Random random) {
      this.random = random;
      this.tick = new long[] {1, 4_000_000, 10_000_000, SECOND}[random.nextInt(4)];
      for (int i = 0; i < 6; i++) {
        write("images/" + i);
      }
    }

    Map<String, Model> all() {
      return files;
    }

    /** What a change made now would get. */
    long now() {
      return clock / tick * tick;
    }

    void pass() {
      clock += random.nextInt(4) == 0 ? random.nextLong(4 * SECOND) : random.nextInt(3_000_000);
    }

    void perhapsTouch(String path) {
      if (random.nextInt(4) == 0) {
        write(path);
      }
    }

    FileStamp stamp(String path) {
      Model file = files.get(path);
      return new FileStamp(file.content().length(), file.modified(), file.changed(), file.inode());
    }

    FileDigests digests(String path) {
      return FileDigests.of(files.get(path).content().getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path) {
      // Always the same size.
      String content = "%08x".formatted(random.nextInt());
      Model before = files.get(path);
      boolean inPlace = before != null && random.nextBoolean();
      boolean oldTime = before != null && random.nextBoolean();
      files.put(
          path,
          new Model(
              content,
              oldTime ? before.modified() : now(),
              now(),
              inPlace ? before.inode() : ++inodes));
    }

    void edit() {
      for (int edits = random.nextInt(5); edits > 0; edits--) {
        write("images/" + random.nextInt(6));
        pass();
      }
      switch (random.nextInt(6)) {
        case 0 -> clock -= random.nextLong(20 * SECOND);
        case 1 -> clock += random.nextLong(3600 * SECOND);
        default -> clock += random.nextLong(9 * SECOND);
      }
      for (int edits = random.nextInt(3); edits > 0; edits--) {
        write("images/" + random.nextInt(6));
      }
    }
  }
}
