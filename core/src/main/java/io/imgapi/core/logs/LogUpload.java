/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.VersionedPut;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Brings one log to Manta and, when it is proven to be there, deletes it here.
 *
 * <p>An object is made only where there is none. Where there is one with the same content, the log
 * is there already; where there is another log, the next free name is taken: {@code <node>.log},
 * {@code <node>.2.log}, {@code <node>.3.log}.
 */
final class LogUpload {
  private static final int MOST_IN_AN_HOUR = 1000;
  private final String area;
  private final ObjectStore store;
  private final VersionedPut put;
  private final HostFiles files;

  /**
   * Uploads below one directory.
   *
   * @param area directory of all logs in Manta
   */
  LogUpload(String area, ObjectStore store, HostFiles files, Sleeper sleeper) {
    this.area = area;
    this.store = store;
    this.put = new VersionedPut(store, sleeper);
    this.files = files;
  }

  /**
   * Where a log is now.
   *
   * @param found whether it was there already
   */
  record Arrival(String path, boolean found) {}

  /**
   * Where a log belongs.
   *
   * @param area directory of all logs in Manta
   * @param index 1 as long as no other log is there
   */
  static String target(String area, RotatedName name, int index) {
    RotatedName numbered = name.numbered(index);
    return area + "/" + numbered.directory() + "/" + numbered.node() + ".log";
  }

  /**
   * Uploads and deletes. Safe to repeat after any end.
   *
   * @throws IOException where the file cannot be read
   * @throws StoreException where it is not proven to be in the store; the file stays
   * @throws ImgapiException where the file is none, changes, or cannot be deleted
   */
  Arrival upload(WaitingLog log) throws IOException {
    if (log.facts().kind() != Kind.FILE) {
      throw failure(log, "it is no regular file");
    }
    FileFacts before = facts(log);
    FileDigests digests = FileDigests.read(log.path());
    Arrival arrival = bring(log, digests);
    FileFacts after = facts(log);
    if (!after.equals(before) || after.size() != digests.size()) {
      throw failure(log, "it was changed while it was uploaded");
    }
    files.delete(log.path());
    return arrival;
  }

  private Arrival bring(WaitingLog log, FileDigests digests) {
    Content content =
        new Content(
            digests.size(),
            Optional.of(digests.md5()),
            true,
            out -> Files.copy(log.path(), out),
            "text/plain");
    for (int index = 1; index <= MOST_IN_AN_HOUR; index++) {
      String path = target(area, log.name(), index);
      Optional<Entry> there = store.head(path);
      if (there.isPresent() && holds(there.get(), digests)) {
        return new Arrival(path, true);
      }
      if (there.isEmpty() && isMade(path, content)) {
        return new Arrival(path, false);
      }
    }
    throw failure(log, "there are " + MOST_IN_AN_HOUR + " logs of its hour in Manta");
  }

  private static boolean holds(Entry entry, FileDigests digests) {
    return !entry.directory()
        && entry.size() == digests.size()
        && digests.md5().equals(entry.md5());
  }

  /** Whether the object is there now with this content; not where another was faster. */
  private boolean isMade(String path, Content content) {
    try {
      try {
        put.put(path, content, VersionedPut.NOTHING);
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.ABSENT) {
          throw e;
        }
        makeDirectory(path.substring(0, path.lastIndexOf('/')));
        put.put(path, content, VersionedPut.NOTHING);
      }
      return true;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private void makeDirectory(String directory) {
    try {
      store.makeDirectory(directory);
    } catch (StoreException e) {
      int slash = directory.lastIndexOf('/');
      if (e.kind() != StoreException.Kind.ABSENT || slash <= 0) {
        throw e;
      }
      makeDirectory(directory.substring(0, slash));
      store.makeDirectory(directory);
    }
  }

  private FileFacts facts(WaitingLog log) {
    return files.look(log.path()).orElseThrow(() -> failure(log, "somebody took it away"));
  }

  private static ImgapiException failure(WaitingLog log, String reason) {
    return ImgapiException.of(ExitCode.FAILED, reason).with("file", log.path().toString());
  }
}
