/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.cache.LocalCacheFile.Taker;
import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.FileStamp;
import io.imgapi.core.mirror.KnownFiles;
import io.imgapi.core.mirror.LocalManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Digests of local files that earlier runs read. One is believed while the file's size, times and
 * inode are what they were; it was remembered only if the file had been left alone for two seconds
 * before the run that read it began, by the file system's own clock, so that no later change can
 * have got the same times. Where that clock was set back, nothing is believed.
 *
 * <p>Safe for many threads.
 */
public final class LocalCache implements KnownFiles {
  private static final long SETTLED = 2_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private final LocalCacheFile file;
  private final OptionalLong clock;
  private final Records known;
  private final byte[] used;
  private final LearnedRecords learned = new LearnedRecords();

  private LocalCache(LocalCacheFile file, OptionalLong clock, Records known) {
    this.file = file;
    this.clock = clock;
    this.known = known;
    this.used = new byte[known.count()];
  }

  /**
   * Opens it. A file that is missing, damaged, another area's or of another owner is as good as
   * empty.
   *
   * @param file where it is kept
   * @param tie what it belongs to: it is believed for that alone
   * @param clock what the file system's clock says now, nanoseconds since 1970; empty where that is
   *     not known or nothing may be written: then nothing is remembered
   */
  public static LocalCache open(Path file, String tie, OptionalLong clock) {
    LocalCacheFile kept = new LocalCacheFile(file);
    Records known =
        kept.read()
            .filter(saved -> saved.tie().equals(tie))
            .filter(saved -> clock.isEmpty() || clock.getAsLong() >= saved.clock())
            .map(LocalCacheFile.Saved::records)
            .orElseGet(SavedRecords::new);
    return new LocalCache(kept, clock, known);
  }

  /** As {@link #open}, but nothing that was remembered is believed. */
  public static LocalCache forgetting(Path file, OptionalLong clock) {
    return new LocalCache(new LocalCacheFile(file), clock, new SavedRecords());
  }

  @Override
  public Optional<FileDigests> digests(String path, FileStamp stamp) {
    int number = find(path, stamp);
    return number < 0
        ? Optional.empty()
        : Optional.of(
            new FileDigests(
                stamp.size(), known.md5(number), HexFormat.of().formatHex(known.sha1(number))));
  }

  @Override
  public Optional<LocalManifest> manifest(String path, FileStamp stamp) {
    int number = find(path, stamp);
    if (number < 0) {
      return Optional.empty();
    }
    UUID uuid = ManifestParser.uuidOf(path.substring(path.lastIndexOf('/') + 1));
    try {
      ImageManifest manifest = ManifestFacts.unpacked(uuid, known.facts(number));
      return Optional.of(new LocalManifest(manifest, known.md5(number), stamp.size()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private int find(String path, FileStamp stamp) {
    if (known.count() == 0) {
      return -1;
    }
    int number = known.find(StampKey.of(path, stamp));
    if (number >= 0) {
      used[number] = 1;
    }
    return number;
  }

  @Override
  public void learn(String path, FileStamp stamp, FileDigests digests) {
    if (digests.size() == stamp.size()) {
      add(path, stamp, digests.md5(), HexFormat.of().parseHex(digests.sha1()), Optional.empty());
    }
  }

  @Override
  public void learn(String path, FileStamp stamp, LocalManifest manifest) {
    if (manifest.size() == stamp.size()) {
      add(path, stamp, manifest.md5(), new byte[Records.SHA1], Optional.of(manifest.facts()));
    }
  }

  private void add(
      String path, FileStamp stamp, Md5 md5, byte[] sha1, Optional<ImageManifest> manifest) {
    if (clock.isEmpty() || !isSettled(stamp)) {
      return;
    }
    Md5 key = StampKey.of(path, stamp);
    synchronized (learned) {
      learned.add(key, md5, sha1, manifest);
    }
  }

  /**
   * Whether any later change must show in the stamp. Where times are whole seconds the file
   * system's clock is too coarse to tell.
   */
  private boolean isSettled(FileStamp stamp) {
    return stamp.changed() <= clock.getAsLong() - SETTLED && stamp.changed() % SECOND != 0;
  }

  /**
   * Keeps what is known for the next run; only after every local file was asked for, because what
   * was not is forgotten.
   *
   * @param tie what it belongs to from now on
   * @throws IOException where it cannot be written; what was kept before is still there
   */
  public void save(String tie) throws IOException {
    if (clock.isEmpty()) {
      return;
    }
    synchronized (learned) {
      if (learned.count() != 0 || IntStream.range(0, used.length).anyMatch(i -> used[i] == 0)) {
        file.write(tie, clock.getAsLong(), this::hand);
      }
    }
  }

  private void hand(Taker to) throws IOException {
    for (int number = 0; number < known.count(); number++) {
      if (used[number] != 0) {
        to.take(known, number);
      }
    }
    for (int number = 0; number < learned.count(); number++) {
      if (!isKept(learned.key(number))) {
        to.take(learned, number);
      }
    }
  }

  private boolean isKept(Md5 key) {
    int number = known.find(key);
    return number >= 0 && used[number] != 0;
  }
}
