/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.run.AtomicFile;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaDownload;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.error.MantaException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an object. The client goes on where a connection breaks, and proves length and MD5. */
record Fetch(MantaClient client, AccessFailures failures) {

  /** To a stream, which has whatever came before a failure. */
  Fetched to(MantaPath path, OutputStream out) {
    Counting counting = new Counting(out);
    try (MantaDownload download = client.get(path)) {
      download.transferTo(counting);
      counting.flush();
      return fetched(download);
    } catch (IOException e) {
      throw ImgapiException.of(
              ExitCode.FAILED, "standard output cannot be written: " + e.getMessage())
          .with("written", counting.count + " bytes, not the whole object")
          .remedy("write to a file instead: -o FILE")
          .causedBy(e);
    } catch (MantaException e) {
      ImgapiException failure = failures.explain(e);
      throw counting.count == 0
          ? failure
          : failure.with(
              "written", counting.count + " bytes to standard output; they are not to be trusted");
    }
  }

  /** To a file, which is replaced when everything is proven and not before. */
  Fetched to(MantaPath path, Path file) {
    Path target = target(file);
    try (MantaDownload download = client.get(path)) {
      AtomicFile.write(target, download::transferTo);
      return fetched(download);
    } catch (IOException e) {
      throw LocalFailures.cannotWrite(file, e);
    } catch (MantaException e) {
      throw failures.explain(e).with("file", file + " was not touched");
    }
  }

  private static Path target(Path file) {
    if (Files.isDirectory(file)) {
      throw ImgapiException.of(ExitCode.USAGE, file + " is a directory")
          .remedy("name the file within it: -o " + file.resolve("NAME"));
    }
    if (!Files.exists(file)) {
      return file.toAbsolutePath();
    }
    if (!Files.isRegularFile(file)) {
      // Renaming over a device or a pipe would take its place.
      throw ImgapiException.of(ExitCode.USAGE, file + " is not a regular file")
          .remedy("leave -o out and redirect: > " + file);
    }
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw LocalFailures.cannotWrite(file, e);
    }
  }

  private static Fetched fetched(MantaDownload download) {
    Item item = Item.of(download.info());
    return new Fetched(item.path(), item.size(), item.md5());
  }

  /** Counts what was written. */
  private static final class Counting extends FilterOutputStream {
    private long count;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
