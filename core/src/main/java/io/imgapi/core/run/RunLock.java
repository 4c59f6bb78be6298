/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One writer on the machine: a kernel lock on {@code run/imgapi.lock}, which the kernel lets go
 * when its holder ends, however it ends. The file's content only tells a person who holds it.
 */
public final class RunLock implements AutoCloseable {
  private static final int DESCRIPTION_LIMIT = 512;
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param holder one line that names this run, for whoever meets the lock
   * @throws ImgapiException {@code LOCKED} where another run holds it, {@code FAILED} where the
   *     file cannot be used
   */
  public static RunLock take(Path runDirectory, String holder) {
    return take(runDirectory, "imgapi.lock", holder, true);
  }

  /**
   * Takes a lock beside that one, for runs that exclude their like and nobody else.
   *
   * @param name of the file, for example {@code logupload.lock}
   * @param holder one line that names this run, for whoever meets the lock
   * @throws ImgapiException as {@link #take(Path, String)}
   */
  public static RunLock take(Path runDirectory, String name, String holder) {
    return take(runDirectory, name, holder, false);
  }

  private static RunLock take(
      Path runDirectory, String name, String holder, boolean ownsTemporaryFiles) {
    Path file = runDirectory.resolve(name);
    FileChannel channel = null;
    try {
      Files.createDirectories(runDirectory);
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String other = describe(channel);
        channel.close();
        throw ImgapiException.of(ExitCode.LOCKED, "another run is busy: " + other)
            .remedy("wait for it to end and run this again")
            .with("lock", file.toString());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      if (ownsTemporaryFiles) {
        clearLeftovers(runDirectory);
      }
      return new RunLock(channel);
    } catch (IOException e) {
      closeQuietly(channel, e);
      throw ImgapiException.of(ExitCode.FAILED, "the lock cannot be taken: " + IoReason.of(e))
          .remedy("check that the directory can be written")
          .with("lock", file.toString())
          .causedBy(e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by another run in this same process.
      return null;
    }
  }

  private static String describe(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(DESCRIPTION_LIMIT);
    channel.read(text, 0);
    String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return holder.isEmpty() ? "(it has not said which yet)" : holder;
  }

  /**
   * Only who holds the main lock has temporary files here; those that are there were a killed
   * run's.
   */
  private static void clearLeftovers(Path runDirectory) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(runDirectory, ".imgapi-*")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void closeQuietly(FileChannel channel, IOException because) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        because.addSuppressed(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
