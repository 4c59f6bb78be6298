/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.explore;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.Stored;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes and removes objects. */
public final class MantaWriting {
  private final MantaView manta;
  private final ObjectStore store;

  MantaWriting(MantaView manta, ObjectStore store) {
    this.manta = manta;
    this.store = store;
  }

  /**
   * How an object is put.
   *
   * @param onlyIfAbsent whether something that is there already is a failure
   * @param makeDirectories whether missing directories above it are made
   */
  public record PutMode(boolean onlyIfAbsent, boolean makeDirectories) {}

  /**
   * Puts a file; the store checks its MD5 before it keeps anything. Safe to repeat, except that
   * with {@link PutMode#onlyIfAbsent()} a repeat finds what the first run may have put.
   *
   * @throws ImgapiException {@code REFUSED} where something is there and must not be
   */
  public Stored put(Path file, String path, PutMode mode) {
    FileDigests digests = digests(file);
    if (mode.makeDirectories()) {
      String parent = path.substring(0, path.lastIndexOf('/'));
      manta.explaining(
          path,
          () -> {
            new MirrorDirectories(store, seen -> false).ensure(parent);
            return true;
          });
    }
    Content content =
        new Content(digests.size(), Optional.of(digests.md5()), true, out -> Files.copy(file, out));
    Condition condition = mode.onlyIfAbsent() ? Condition.ifAbsent() : Condition.always();
    try {
      return manta.explaining(path, () -> putOrTell(path, content, condition));
    } catch (UncheckedIOException e) {
      throw unreadable(file, e.getCause());
    }
  }

  private Stored putOrTell(String path, Content content, Condition condition) {
    try {
      return store.put(path, content, condition);
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CONFLICT) {
        throw ImgapiException.of(ExitCode.REFUSED, "there is something at " + path + " already")
            .remedy("look at it: imgapi manta info " + path)
            .causedBy(e);
      }
      if (e.kind() == StoreException.Kind.ABSENT) {
        throw ImgapiException.of(ExitCode.FAILED, "the directory above " + path + " is not there")
            .remedy("make it on the way: -p")
            .causedBy(e);
      }
      throw e;
    }
  }

  private static FileDigests digests(Path file) {
    try {
      return FileDigests.read(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static ImgapiException unreadable(Path file, IOException e) {
    return ImgapiException.of(ExitCode.FAILED, "the local file cannot be read: " + e)
        .with("file", file.toString())
        .causedBy(e);
  }

  /**
   * What is to be removed, deepest first, so that every directory is empty when its turn comes.
   *
   * @param recursive whether a directory goes with everything in it
   * @throws ImgapiException {@code REFUSED} for a directory otherwise, and for the account's own
   *     directories
   */
  public List<Found> toRemove(String path, boolean recursive) {
    if (!PathForm.isRemovable(path)) {
      throw ImgapiException.of(
              ExitCode.REFUSED, path + " belongs to the account itself and cannot be removed")
          .remedy("name something below it");
    }
    Entry entry = manta.require(path).entry();
    List<Found> found = new ArrayList<>();
    found.add(new Found(path, entry));
    if (entry.directory()) {
      if (!recursive) {
        throw ImgapiException.of(ExitCode.REFUSED, path + " is a directory")
            .remedy("to remove it with everything in it: -r");
      }
      manta.find(path, found::add);
    }
    List<Found> deepestFirst = new ArrayList<>(found.size());
    for (int i = found.size() - 1; i >= 0; i--) {
      deepestFirst.add(found.get(i));
    }
    return deepestFirst;
  }

  /** Removes what {@link #toRemove} found; an object that was replaced since then stays. */
  public void remove(Found found) {
    manta.explaining(
        found.path(),
        () -> {
          store.delete(
              found.path(),
              found.entry().directory()
                  ? Condition.always()
                  : Condition.ifMatch(found.entry().etag()));
          return true;
        });
  }
}
