/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.Stored;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts one file so that the store is proven to hold exactly its bytes.
 *
 * <p>Small files are read into memory; others are read and proven first, then sent with their
 * digest, which the store checks. A large file that replaces nothing is read only once, by a {@link
 * ProvingCopy}, and the digest that the store computed is compared afterwards.
 */
final class FileUpload {
  private static final int BLOCK = 128 * 1024;
  private static final int ATTEMPTS = 3;
  private final ObjectStore store;
  private final Sizes sizes;

  /**
   * Where one way of putting a file ends and the next begins, in bytes.
   *
   * @param inMemory the largest file that is read into memory
   * @param twoReads the largest that is read once to be proven and once to be sent
   */
  record Sizes(long inMemory, long twoReads) {
    static final Sizes USUAL = new Sizes(1L << 20, 64L << 20);
  }

  FileUpload(ObjectStore store) {
    this(store, Sizes.USUAL);
  }

  FileUpload(ObjectStore store, Sizes sizes) {
    this.store = store;
    this.sizes = sizes;
  }

  /**
   * Puts bytes in memory.
   *
   * @return the digest that the store now has
   */
  Md5 put(String path, byte[] bytes) {
    return proven(path, Content.ofBytes(bytes), known(Md5.of(bytes)), true);
  }

  /**
   * Puts a file.
   *
   * @throws DamagedFileException where it is not what {@link FileWork#proof()} says
   * @throws IOException where it cannot be read, went away, or changed while it was read
   */
  void put(String path, Path file, FileWork work) throws IOException {
    try {
      if (work.size() <= sizes.inMemory()) {
        byte[] bytes = Files.readAllBytes(file);
        prove(work, FileDigests.of(bytes));
        proven(path, Content.ofBytes(bytes), known(Md5.of(bytes)), work.replaces());
      } else if (work.replaces() || work.size() <= sizes.twoReads()) {
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
    proven(path, content, known(digests.md5()), replaces);
  }

  private void putInOneRead(String path, Path file, FileWork work) {
    Optional<Md5> told =
        work.proof().filter(proof -> !proof.sha1().isEmpty()).flatMap(ImageFile::md5);
    if (told.isPresent()) {
      try {
        putInOneRead(path, work, new ProvingCopy(file, work, told));
        return;
      } catch (StoreException e) {
        // It may be the manifest's MD5 that is wrong: then only one computed here can tell.
        if (e.kind() != StoreException.Kind.CORRUPT) {
          throw e;
        }
      }
    }
    putInOneRead(path, work, new ProvingCopy(file, work, Optional.empty()));
  }

  private void putInOneRead(String path, FileWork work, ProvingCopy copy) {
    proven(path, new Content(work.size(), copy.sent(), false, copy::to), copy::sent, false);
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

  /**
   * Puts until the store is proven to hold the bytes: a lost answer is resolved by looking, wrong
   * bytes are taken away and sent again.
   */
  private Md5 proven(
      String path, Content content, Supplier<Optional<Md5>> sent, boolean replacesSomething) {
    for (int attempt = 1; ; attempt++) {
      try {
        Stored stored = store.put(path, content, Condition.always());
        Md5 expected = sent.get().orElseThrow();
        if (!stored.md5().equals(expected)) {
          throw new StoreException(
              StoreException.Kind.CORRUPT,
              path,
              "the store holds " + stored.md5() + " where " + expected + " was sent",
              "",
              stored.etag(),
              true,
              null);
        }
        return stored.md5();
      } catch (StoreException e) {
        if (e.kind() == StoreException.Kind.UNREACHABLE
            && e.maybeApplied()
            && holds(path, sent.get())) {
          return sent.get().orElseThrow();
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

  private boolean holds(String path, Optional<Md5> sent) {
    return sent.isPresent()
        && store.head(path).filter(found -> sent.get().equals(found.md5())).isPresent();
  }

  private static Supplier<Optional<Md5>> known(Md5 md5) {
    return () -> Optional.of(md5);
  }
}
