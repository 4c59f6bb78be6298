/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * The bytes of objects. Few bytes become a record beside the index; more become a file, written
 * under a temporary name and renamed when the object is committed.
 */
public final class Bodies {

  /** The largest body kept beside the index, in bytes. */
  static final int LARGEST_RECORD = 16 * 1024;

  private static final String PART = ".part";

  private final Path directory;
  private final MVMap<Long, byte[]> records;
  private final LongSupplier numbers;

  Bodies(Path directory, MVMap<Long, byte[]> records, LongSupplier numbers) throws IOException {
    this.directory = directory;
    this.records = records;
    this.numbers = numbers;
    Files.createDirectories(directory);
  }

  /** Returns an empty sink for the bytes of one upload. */
  public BodySink receive() {
    return new BodySink(this);
  }

  /**
   * Opens the bytes of an object; they stay readable until closed, also when the object is replaced
   * meanwhile.
   *
   * @return empty when the object was replaced or removed since its entry was read
   */
  public Optional<OpenBody> open(BodyRef ref) throws IOException {
    switch (ref.kind()) {
      case EMPTY -> {
        return Optional.of(OpenBody.of(ByteBuffer.allocate(0)));
      }
      case RECORD -> {
        byte[] bytes = records.get(ref.id());
        return Optional.ofNullable(bytes).map(ByteBuffer::wrap).map(OpenBody::of);
      }
      default -> {
        try {
          return Optional.of(
              OpenBody.of(FileChannel.open(file(ref.id()), StandardOpenOption.READ)));
        } catch (NoSuchFileException gone) {
          return Optional.empty();
        }
      }
    }
  }

  long nextNumber() {
    return numbers.getAsLong();
  }

  Path partFile(long id) throws IOException {
    Path file = file(id);
    Files.createDirectories(file.resolveSibling(""));
    return file.resolveSibling(file.getFileName() + PART);
  }

  void adopt(long id) throws IOException {
    Path file = file(id);
    Files.move(file.resolveSibling(file.getFileName() + PART), file);
  }

  void discard(long id) {
    Path file = file(id);
    delete(file.resolveSibling(file.getFileName() + PART));
  }

  void deleteFile(long id) {
    delete(file(id));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path file(long id) {
    return directory.resolve(String.format("%02x", id & 0xff)).resolve(Long.toString(id));
  }

  void removeAllBut(Set<Long> used) throws IOException {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !isUsed(file.getFileName().toString(), used))
          .forEach(Bodies::delete);
    }
  }

  private static boolean isUsed(String name, Set<Long> used) {
    return !name.endsWith(PART) && used.contains(Long.parseLong(name));
  }
}
