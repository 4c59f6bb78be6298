/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    ContentProof content = new ContentProof(object, proof);
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      if (out.size() > object.size()) {
        out.truncate(0);
      }
      byte[] block = new byte[(int) Math.max(1, Math.min(BLOCK, object.size()))];
      for (int n = readBlock(out, block, content.size());
          n > 0;
          n = readBlock(out, block, content.size())) {
        content.update(block, n);
      }
      if (content.size() < object.size() || object.size() == 0) {
        try (Download download =
            store.get(path, new ReadFrom(content.size(), object.etag(), true))) {
          InputStream in = download.stream();
          // Full blocks: what comes from the network comes in pieces of a few kilobytes.
          // What is too long already is not read to its end, which may never come.
          for (int n = in.readNBytes(block, 0, block.length);
              n > 0 && content.size() <= object.size();
              n = in.readNBytes(block, 0, block.length)) {
            writeFully(out, ByteBuffer.wrap(block, 0, n), content.size());
            content.update(block, n);
          }
        }
      }
      out.force(true);
    }
    Optional<String> fault = content.fault();
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
}
