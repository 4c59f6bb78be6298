/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Digests;
import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.Stored;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts one file so that the store is proven to hold exactly its bytes.
 *
 * <p>Small files are read into memory; others are read and proven first, then sent with their
 * digest, which the store checks. A large file that replaces nothing is read only once: its last
 * block is held back until size and SHA-1 agree, and the digest that the store computed is compared
 * afterwards.
 */
final class FileUpload {
  private static final long IN_MEMORY = 1L << 20;
  private static final long ONE_READ = 64L << 20;
  private static final int BLOCK = 128 * 1024;
  private static final int ATTEMPTS = 3;
  private final ObjectStore store;

  FileUpload(ObjectStore store) {
    this.store = store;
  }

  /**
   * Puts bytes in memory.
   *
   * @return the digest that the store now has
   */
  Md5 put(String path, byte[] bytes) {
    return proven(path, Content.ofBytes(bytes), new AtomicReference<>(Md5.of(bytes)), true);
  }

  /**
   * Puts a file.
   *
   * @throws DamagedFileException where it is not what {@link FileWork#proof()} says
   * @throws IOException where it cannot be read, went away, or changed while it was read
   */
  void put(String path, Path file, FileWork work) throws IOException {
    try {
      if (work.size() <= IN_MEMORY) {
        byte[] bytes = Files.readAllBytes(file);
        prove(work, FileDigests.of(bytes));
        proven(path, Content.ofBytes(bytes), new AtomicReference<>(Md5.of(bytes)), work.replaces());
      } else if (work.replaces() || work.size() <= ONE_READ) {
        FileDigests digests =
            work.digests().isPresent() ? work.digests().get() : FileDigests.read(file);
        prove(work, digests);
        putKnown(path, file, digests, work.replaces());
      } else {
        putInOneRead(path, file, work);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void prove(FileWork work, FileDigests digests) {
    work.proof()
        .flatMap(file -> ImageComparison.faultOf(file, digests.size(), Optional.of(digests)))
        .ifPresent(
            fault -> {
              throw new DamagedFileException(fault);
            });
  }

  private void putKnown(String path, Path file, FileDigests digests, boolean replaces) {
    Content content =
        new Content(
            digests.size(),
            Optional.of(digests.md5()),
            true,
            out -> {
              try (InputStream in = Files.newInputStream(file)) {
                copy(in, out, digests.size());
              }
            });
    proven(path, content, new AtomicReference<>(digests.md5()), replaces);
  }

  private void putInOneRead(String path, Path file, FileWork work) {
    AtomicReference<Md5> sent = new AtomicReference<>();
    Content content =
        new Content(
            work.size(),
            Optional.empty(),
            false,
            out -> {
              sent.set(null);
              try (InputStream in = Files.newInputStream(file)) {
                sent.set(copyProving(in, out, work));
              }
            });
    proven(path, content, sent, false);
  }

  private static void copy(InputStream in, OutputStream out, long size) throws IOException {
    byte[] block = new byte[BLOCK];
    long left = size;
    while (left > 0) {
      int n = in.read(block, 0, (int) Math.min(block.length, left));
      if (n < 0) {
        throw new IOException("the file became shorter while it was sent");
      }
      out.write(block, 0, n);
      left -= n;
    }
  }

  private static Md5 copyProving(InputStream in, OutputStream out, FileWork work)
      throws IOException {
    MessageDigest md5 = Digests.md5();
    MessageDigest sha1 = Digests.sha1();
    byte[] block = new byte[BLOCK];
    long left = work.size();
    while (true) {
      int n = in.readNBytes(block, 0, (int) Math.min(block.length, left));
      left -= n;
      md5.update(block, 0, n);
      if (work.proof().isPresent()) {
        sha1.update(block, 0, n);
      }
      if (left > 0 && n < block.length) {
        throw new IOException("the file became shorter while it was sent");
      }
      if (left == 0) {
        proveEnd(in, work, sha1);
        out.write(block, 0, n);
        return Md5.finish(md5);
      }
      out.write(block, 0, n);
    }
  }

  private static void proveEnd(InputStream in, FileWork work, MessageDigest sha1)
      throws IOException {
    if (in.read() >= 0) {
      throw new IOException("the file became longer while it was sent");
    }
    if (work.proof().isPresent()) {
      ImageFile file = work.proof().get();
      String found = HexFormat.of().formatHex(sha1.digest());
      if (!file.sha1().isEmpty() && !file.sha1().equals(found)) {
        throw new DamagedFileException(
            "its SHA-1 is " + found + ", the manifest says " + file.sha1());
      }
    }
  }

  /**
   * Puts until the store is proven to hold the bytes: a lost answer is resolved by looking, wrong
   * bytes are taken away and sent again.
   */
  private Md5 proven(
      String path, Content content, AtomicReference<Md5> sent, boolean replacesSomething) {
    for (int attempt = 1; ; attempt++) {
      try {
        Stored stored = store.put(path, content, Condition.always());
        if (!stored.md5().equals(sent.get())) {
          throw new StoreException(
              StoreException.Kind.CORRUPT,
              path,
              "the store holds " + stored.md5() + " where " + sent.get() + " was sent",
              "",
              stored.etag(),
              true,
              null);
        }
        return stored.md5();
      } catch (StoreException e) {
        if (e.kind() == StoreException.Kind.UNREACHABLE && e.maybeApplied() && holds(path, sent)) {
          return sent.get();
        }
        boolean wrongBytes = e.kind() == StoreException.Kind.CORRUPT && !e.etag().isEmpty();
        if (wrongBytes && !replacesSomething) {
          // What it holds now is nobody's content; where something was there before, the next
          // attempt replaces it instead, so that there is never a moment with nothing.
          store.delete(path, Condition.ifMatch(e.etag()));
        }
        boolean again =
            wrongBytes || (e.kind() == StoreException.Kind.UNREACHABLE && !content.repeatable());
        if (!again || attempt >= ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private boolean holds(String path, AtomicReference<Md5> sent) {
    if (sent.get() == null) {
      return false;
    }
    Optional<Entry> found = store.head(path);
    return found.isPresent() && sent.get().equals(found.get().md5());
  }
}
