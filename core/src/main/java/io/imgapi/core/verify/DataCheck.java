/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Digests;
import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Step;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads contents and hashes them: what arrives must be what the listing says, and of an activated
 * image's file what its manifest says.
 */
final class DataCheck {
  private static final int BLOCK = 64 * 1024;
  private static final int ATTEMPTS = 2;
  private final ObjectStore store;
  private final Sample sample;
  private final Findings findings;
  private final Tally tally;
  private final Step step;

  DataCheck(ObjectStore store, Sample sample, Findings findings, Tally tally, Step step) {
    this.store = store;
    this.sample = sample;
    this.findings = findings;
    this.tally = tally;
    this.step = step;
  }

  /** Whether a content will be read. */
  boolean wants(String path) {
    return sample.has(path);
  }

  /**
   * Reads a content, where it is in the sample.
   *
   * @param size bytes, as listed
   * @param md5 as listed
   * @param fixed what a manifest says of it, where it never legally changes
   * @param images those it belongs to
   */
  void check(
      String path, long size, Optional<Md5> md5, Optional<ImageFile> fixed, Set<UUID> images) {
    if (sample.has(path)) {
      findings.checking(path, () -> read(path, new Need(size, md5, ""), fixed, images));
    }
  }

  /** Whether an object is there and, read now, is surely what is needed. */
  boolean proves(String path, Need need) {
    try (Download download = store.get(path, new ReadFrom(0, "", true))) {
      return need.isProvenBy(hash(download.stream()));
    } catch (IOException e) {
      return false;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ABSENT || e.kind() == StoreException.Kind.CORRUPT) {
        return false;
      }
      throw e;
    }
  }

  private void read(String path, Need listed, Optional<ImageFile> fixed, Set<UUID> images) {
    String found = "";
    Need need = listed;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (Download download = store.get(path, new ReadFrom(0, "", true))) {
        Entry entry = download.entry();
        if (!listed.admits(entry.size(), entry.md5())) {
          // Another version by now; the next verification looks at it.
          return;
        }
        FileDigests digests = hash(download.stream());
        boolean asListed = listed.admits(digests);
        if (asListed && fixed.filter(file -> isDamaged(path, file, digests)).isEmpty()) {
          tally.read(digests.size());
          return;
        }
        found = digests.size() + " bytes, MD5 " + digests.md5().hex() + ", SHA-1 " + digests.sha1();
        need = asListed ? Need.of(fixed.orElseThrow()) : listed;
      } catch (IOException e) {
        found = "it cannot be read: " + IoReason.of(e);
      } catch (StoreException e) {
        if (e.kind() == StoreException.Kind.ABSENT) {
          return;
        }
        if (e.kind() != StoreException.Kind.CORRUPT) {
          throw e;
        }
        found = e.getMessage();
      }
    }
    tally.read(Math.max(0, listed.size()));
    findings.add(Kind.DATA_DAMAGED, path, need, found, images, Set.of());
  }

  /**
   * What the listing shows already is not found a second time; an MD5 of a manifest may be wrong.
   */
  private boolean isDamaged(String path, ImageFile file, FileDigests digests) {
    Need proof = new Need(file.size(), Optional.empty(), file.sha1());
    return !proof.admits(digests)
        && !findings.has(Kind.FILE_DAMAGED, path)
        && !findings.has(Kind.MANTA_FILE_DAMAGED, path);
  }

  private FileDigests hash(InputStream in) throws IOException {
    MessageDigest md5 = Digests.md5();
    MessageDigest sha1 = Digests.sha1();
    byte[] block = new byte[BLOCK];
    long size = 0;
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      md5.update(block, 0, n);
      sha1.update(block, 0, n);
      size += n;
      step.moved(n);
    }
    return new FileDigests(size, Md5.finish(md5), HexFormat.of().formatHex(sha1.digest()));
  }
}
