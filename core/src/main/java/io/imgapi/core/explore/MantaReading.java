/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.explore;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.run.AtomicFile;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Reads objects. A broken connection is continued; the bytes are proven by the store's digest. */
public final class MantaReading {
  private final MantaView manta;
  private final ObjectStore store;

  MantaReading(MantaView manta, ObjectStore store) {
    this.manta = manta;
    this.store = store;
  }

  /**
   * Copies an object as it comes. What was written is good only if this returns.
   *
   * @return bytes
   */
  public long copy(String path, OutputStream out) {
    requireObject(path);
    return manta.explaining(
        path,
        () -> {
          try (Download download = store.get(path, ReadFrom.start())) {
            long bytes = download.stream().transferTo(out);
            out.flush();
            return bytes;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Copies an object into a file, which has the old content or the whole new one, never a mixture.
   *
   * @return bytes
   * @throws ImgapiException {@code FAILED} where the file cannot be written
   */
  public long copy(String path, Path file) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw ImgapiException.of(ExitCode.USAGE, target + " is a directory")
          .remedy("name a file: -o " + target.resolve(path.substring(path.lastIndexOf('/') + 1)));
    }
    AtomicLong bytes = new AtomicLong();
    try {
      AtomicFile.write(target, out -> bytes.set(copy(path, out)));
      return bytes.get();
    } catch (IOException | UncheckedIOException e) {
      throw ImgapiException.of(ExitCode.FAILED, "the file cannot be written: " + reason(e))
          .with("file", target.toString())
          .remedy("check free space, owner and mode of its directory")
          .causedBy(e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof UncheckedIOException ? e.getCause().toString() : e.toString();
  }

  private void requireObject(String path) {
    if (manta.require(path).entry().directory()) {
      throw ImgapiException.of(ExitCode.USAGE, path + " is a directory")
          .remedy("see what is in it: imgapi manta ls " + path);
    }
  }
}
