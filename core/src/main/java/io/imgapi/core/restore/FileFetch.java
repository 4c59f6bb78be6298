/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.digest.Digests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Fetches one object into a part file beside its place, {@code <file>.<etag>}, proves it, and
 * leaves it there, synced. A part file left by a broken run is gone on with, never trusted unread.
 */
final class FileFetch {
  private static final int BLOCK = 128 * 1024;
  private final ObjectStore store;

  FileFetch(ObjectStore store) {
    this.store = store;
  }

  /**
   * Fetches and proves.
   *
   * @return bytes that were moved
   * @throws ImgapiException {@code INTEGRITY} where the content is not what listing and manifest
   *     say
   * @throws IOException where the part file cannot be written
   */
  long fetch(String path, RemoteObject object, Optional<ImageFile> proof, Path part)
      throws IOException {
    Optional<String> fault = attempt(path, object, proof, part);
    if (fault.isPresent()) {
      // The part may have been damaged where it lay, or on the way: a whole reading decides.
      fault = attempt(path, object, proof, part);
    }
    if (fault.isPresent()) {
      throw ImgapiException.of(
              ExitCode.INTEGRITY, "an object of the backup is damaged: " + fault.get())
          .with("object", path)
          .remedy("leave its image out with --skip-missing, or bring the object back first");
    }
    return object.size();
  }

  /** Why the content cannot be taken, or empty where it is proven; then the part file is gone. */
  private Optional<String> attempt(
      String path, RemoteObject object, Optional<ImageFile> proof, Path part) throws IOException {
    MessageDigest md5 = Digests.md5();
    MessageDigest sha1 = Digests.sha1();
    long have = 0;
    try (FileChannel out =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (out.size() > object.size()) {
        out.truncate(0);
      }
      byte[] block = new byte[(int) Math.max(1, Math.min(BLOCK, object.size()))];
      for (int n = readBlock(out, block, have); n > 0; n = readBlock(out, block, have)) {
        md5.update(block, 0, n);
        sha1.update(block, 0, n);
        have += n;
      }
      if (have < object.size() || object.size() == 0) {
        try (Download download = store.get(path, new ReadFrom(have, object.etag(), true))) {
          InputStream in = download.stream();
          // Full blocks: what comes from the network comes in pieces of a few kilobytes.
          for (int n = in.readNBytes(block, 0, block.length);
              n > 0;
              n = in.readNBytes(block, 0, block.length)) {
            md5.update(block, 0, n);
            sha1.update(block, 0, n);
            writeFully(out, ByteBuffer.wrap(block, 0, n), have);
            have += n;
          }
        }
      }
      out.force(true);
    }
    Optional<String> fault =
        faultOf(object, proof, have, Md5.finish(md5), HexFormat.of().formatHex(sha1.digest()));
    if (fault.isPresent()) {
      Files.delete(part);
    }
    return fault;
  }

  private static int readBlock(FileChannel in, byte[] block, long position) throws IOException {
    return in.read(ByteBuffer.wrap(block), position);
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += out.write(bytes, at);
    }
  }

  private static Optional<String> faultOf(
      RemoteObject object, Optional<ImageFile> proof, long size, Md5 md5, String sha1) {
    if (size != object.size() || !md5.equals(object.md5())) {
      return Optional.of(
          "it came as "
              + size
              + " bytes with MD5 "
              + md5
              + ", listed are "
              + object.size()
              + " bytes with MD5 "
              + object.md5());
    }
    if (proof.isPresent() && !proof.get().sha1().isEmpty() && !proof.get().sha1().equals(sha1)) {
      return Optional.of("its SHA-1 is " + sha1 + ", the manifest says " + proof.get().sha1());
    }
    return Optional.empty();
  }
}
