/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts one file so that the store is proven to hold exactly its bytes.
 *
 * <p>Small files are read into memory; others are read and proven first, then sent with their
 * digest, which the store checks. A large file that replaces nothing is read only once, by a {@link
 * ProvingCopy}, and the digest that the store computed is compared afterwards.
 */
final class FileUpload {
  private static final int BLOCK = 128 * 1024;
  private final ProvenPut put;
  private final ContentKeeper keeper;
  private final Sizes sizes;

  /**
   * Where one way of putting a file ends and the next begins, in bytes.
   *
   * @param inMemory the largest file that is read into memory
   * @param twoReads the largest that is read once to be proven and once to be sent
   */
  record Sizes(long inMemory, long twoReads) {
    static final Sizes USUAL = new Sizes(Blobs.LARGEST, 64L << 20);
  }

  /**
   * An upload.
   *
   * @param keeper gets the content of every file that is read into memory, before it is put
   */
  FileUpload(ProvenPut put, ContentKeeper keeper, Sizes sizes) {
    this.put = put;
    this.keeper = keeper;
    this.sizes = sizes;
  }

  /**
   * Puts a file.
   *
   * @return what the store now has
   * @throws DamagedFileException where it is not what {@link FileWork#proof()} says
   * @throws IOException where it cannot be read, went away, or changed while it was read
   */
  RemoteObject put(String path, Path file, FileWork work) throws IOException {
    try {
      if (work.size() <= sizes.inMemory()) {
        byte[] bytes = Files.readAllBytes(file);
        prove(work, FileDigests.of(bytes));
        Content content = Content.ofBytes(bytes);
        keeper.keep(path, bytes, content.md5().orElseThrow());
        return put.put(path, content, content::md5, work.replaces());
      }
      if (work.replaces() || work.size() <= sizes.twoReads()) {
        FileDigests digests =
            work.digests().isPresent() ? work.digests().get() : FileDigests.read(file);
        prove(work, digests);
        return putKnown(path, file, digests, work.replaces());
      }
      return putInOneRead(path, file, work);
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

  private RemoteObject putKnown(String path, Path file, FileDigests digests, boolean replaces) {
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
    return put.put(path, content, content::md5, replaces);
  }

  private RemoteObject putInOneRead(String path, Path file, FileWork work) {
    Optional<Md5> told =
        work.proof().filter(proof -> !proof.sha1().isEmpty()).flatMap(ImageFile::md5);
    if (told.isPresent()) {
      try {
        return putInOneRead(path, work, new ProvingCopy(file, work, told));
      } catch (StoreException e) {
        // It may be the manifest's MD5 that is wrong: then only one computed here can tell.
        if (e.kind() != StoreException.Kind.CORRUPT) {
          throw e;
        }
      }
    }
    return putInOneRead(path, work, new ProvingCopy(file, work, Optional.empty()));
  }

  private RemoteObject putInOneRead(String path, FileWork work, ProvingCopy copy) {
    return put.put(path, new Content(work.size(), copy.sent(), false, copy::to), copy::sent, false);
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
}
