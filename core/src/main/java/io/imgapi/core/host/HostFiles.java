/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Small files of a machine: configuration, keys, journals, records, logs.
 *
 * <p>Paths are absolute. "Is not there" is an answer; "may not be read" and "cannot be asked" are
 * failures: every method throws {@link io.imgapi.core.error.ImgapiException} with {@code FAILED},
 * or {@code REMOTE_UNAVAILABLE} where the machine itself went away. Nothing is repeated. Contents
 * never appear in a message.
 */
public interface HostFiles {

  /** What {@code path} is, links not followed; empty where nothing is there. */
  Optional<FileFacts> look(Path path);

  /** What {@code path} is, links followed; empty where nothing is there or a link leads nowhere. */
  Optional<FileFacts> lookThrough(Path path);

  /**
   * The whole content of a file; empty where there is none.
   *
   * @param most bytes; a longer file is a failure, so that nobody fills the memory
   */
  Optional<byte[]> read(Path file, int most);

  /**
   * A part of a file that may be growing, for following logs; empty where there is none.
   *
   * @param offset first byte; at or past the end the part is empty
   * @param most bytes
   */
  Optional<byte[]> readPart(Path file, long offset, int most);

  /**
   * What a directory holds, links not followed, in order of names; empty where there is no such
   * directory.
   */
  Optional<List<FileFacts>> list(Path directory);

  /**
   * Replaces a file as a whole: temporary file beside it, synced, renamed. A reader finds the old
   * content or the new. Safe to repeat.
   */
  void write(Path file, byte[] content, Access access);

  /**
   * Makes a file where there is none, in one step that of several callers only one can do, and
   * syncs it.
   *
   * @return what was found
   */
  Creation create(Path file, byte[] content, Access access);

  /** Makes a directory and those above it; one that is there keeps its owner and mode. */
  void makeDirectories(Path directory, Access access);

  /**
   * Renames, replacing what had the new name; both names lie on one file system. Synced.
   *
   * @throws io.imgapi.core.error.ImgapiException also where {@code from} is not there
   */
  void move(Path from, Path to);

  /**
   * Makes {@code link} a symbolic link to {@code target}, replacing a link or file of that name in
   * one step: it is never missing.
   */
  void link(Path link, Path target);

  /** Deletes a file, a link or an empty directory; what is gone already is no failure. */
  void delete(Path path);

  /** What became of {@link #create}. */
  enum Creation {
    CREATED,
    /** Something has that name already; nothing was changed. */
    EXISTS
  }

  /** What a name stands for. */
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }

  /**
   * Who may use a file.
   *
   * @param mode permission bits, for example {@code 0600}
   * @param uid owner; empty leaves it to whoever writes
   * @param gid group; empty likewise
   */
  record Access(int mode, OptionalInt uid, OptionalInt gid) {
    private static final int PRIVATE = 0600;
    private static final int PUBLIC = 0644;

    /** For the writer alone. */
    public static Access secret() {
      return new Access(PRIVATE, OptionalInt.empty(), OptionalInt.empty());
    }

    /** Readable for everybody. */
    public static Access open() {
      return new Access(PUBLIC, OptionalInt.empty(), OptionalInt.empty());
    }

    /** Of the same owner and mode as something that is there. */
    public static Access like(FileFacts other) {
      return new Access(other.mode(), OptionalInt.of(other.uid()), OptionalInt.of(other.gid()));
    }

    /** The same mode with another's owner. */
    public Access ownedLike(FileFacts other) {
      return new Access(mode, OptionalInt.of(other.uid()), OptionalInt.of(other.gid()));
    }
  }

  /**
   * What is known of a file without opening it.
   *
   * @param size bytes
   * @param mode permission bits alone
   */
  record FileFacts(Path path, Kind kind, long size, Instant modified, int mode, int uid, int gid) {}
}
