/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes a file so that a reader, or a machine that loses power, finds the old content or the new,
 * never a mixture: temporary file beside it, fsync, rename, fsync of the directory.
 */
public final class AtomicFile {
  private static final String BEGINNING = ".imgapi-";
  private static final String ENDING = ".new";

  /** Nobody writes a file for so long without a byte of progress. */
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Filling {
    /** Writes everything; any exception leaves the file as it was. */
    void into(OutputStream out) throws IOException;
  }

  /**
   * Replaces the content of {@code file} with what {@code filling} writes, however much it is; its
   * directory must exist. The file gets the mode of a new one.
   */
  public static void write(Path file, Filling filling) throws IOException {
    replace(
        file,
        filling,
        temporary -> {},
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-")));
  }

  /** Dresses a new file before it gets its name. */
  @FunctionalInterface
  public interface Dressing {
    /** Sets owner and mode; any exception leaves the named file as it was. */
    void of(Path temporary) throws IOException;
  }

  /**
   * As {@link #write(Path, byte[])}, for content that nobody else may read before {@code dressing}
   * has set owner and mode.
   */
  public static void write(Path file, byte[] content, Dressing dressing) throws IOException {
    replace(file, out -> out.write(content), dressing);
  }

  /** Replaces the content of {@code file}; its directory must exist. */
  public static void write(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE,
              // The service's user may write beside it, and must not choose what root writes to.
              LinkOption.NOFOLLOW_LINKS)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    syncDirectory(file.getParent());
  }

  /**
   * As {@link #write(Path, byte[])}, for content that nobody but the owner of the file may read.
   */
  public static void writePrivate(Path file, byte[] content) throws IOException {
    replace(file, out -> out.write(content), temporary -> {});
  }

  /**
   * Makes a file that must not be there yet, whole or not at all; nobody else may read it before
   * {@code dressing} has set owner and mode.
   *
   * @throws java.nio.file.FileAlreadyExistsException where it is there; it is untouched then
   */
  public static void create(Path file, byte[] content, Dressing dressing) throws IOException {
    // A rename would replace what somebody put there meanwhile; a link is refused.
    place(
        file, out -> out.write(content), dressing, temporary -> Files.createLink(file, temporary));
  }

  private static void replace(
      Path file, Filling filling, Dressing dressing, FileAttribute<?>... mode) throws IOException {
    place(
        file,
        filling,
        dressing,
        temporary ->
            Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING),
        mode);
  }

  /** Gives a finished temporary file its name. */
  private interface Naming {
    void of(Path temporary) throws IOException;
  }

  private static void place(
      Path file, Filling filling, Dressing dressing, Naming naming, FileAttribute<?>... mode)
      throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    // A name that nobody else has: two runs must not write into one file, nor follow a link.
    Path temporary = Files.createTempFile(directory, BEGINNING, ENDING, mode);
    clearLeftovers(directory, Files.getLastModifiedTime(temporary).toInstant());
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        dressing.of(temporary);
        filling.into(Channels.newOutputStream(channel));
        channel.force(true);
      }
      naming.of(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory(directory);
  }

  /**
   * Deletes what killed runs left beside a file, which may be a copy of a secret.
   *
   * @param now by the clock of the file system
   */
  private static void clearLeftovers(Path directory, Instant now) throws IOException {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(directory, BEGINNING + "*" + ENDING)) {
      for (Path leftover : leftovers) {
        if (modified(leftover).plus(LEFT_BEHIND).isBefore(now)) {
          Files.deleteIfExists(leftover);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** When a file was written last; at the end of time where it is gone meanwhile. */
  private static Instant modified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MAX.minus(LEFT_BEHIND);
    }
  }

  /** Makes renames and deletions in a directory last through a loss of power. */
  public static void syncDirectory(Path directory) throws IOException {
    try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
      handle.force(true);
    }
  }
}
