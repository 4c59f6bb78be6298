/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.explore;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.store.Description;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Manta as one account sees it. Paths are {@code ~~/...} or absolute. Every method throws {@link
 * ImgapiException} with what Manta said; absent, refused and unreachable are told apart.
 */
public final class MantaView {
  private static final int DEEPEST = 64;
  private final ObjectStore store;
  private final MantaSettings settings;
  private final String home;
  private final String credentials;

  MantaView(ObjectStore store, MantaSettings settings, String home, String credentials) {
    this.store = store;
    this.settings = settings;
    this.home = home;
    this.credentials = credentials;
  }

  /** Where one begins to look: an instance's backup, or the account's storage. */
  public String home() {
    return home;
  }

  /**
   * The absolute path of what an operator typed.
   *
   * @throws ImgapiException {@code USAGE} where it is none
   */
  public String path(String typed) {
    String account = settings.user().split("/", 2)[0];
    String path =
        typed.equals("~~") || typed.startsWith("~~/")
            ? "/" + account + typed.substring("~~".length())
            : typed;
    while (path.endsWith("/") && path.length() > 1) {
      path = path.substring(0, path.length() - 1);
    }
    if (!path.startsWith("/") || !PathForm.isSound(path)) {
      throw ImgapiException.of(ExitCode.USAGE, "this is no path in Manta: " + typed)
          .remedy("write it as ~~/stor/... or /" + account + "/stor/...");
    }
    return path;
  }

  /** Everything in a directory, in order; of an object, the object itself. */
  public void list(String path, Consumer<Found> each) {
    Entry entry = require(path).entry();
    if (!entry.directory()) {
      each.accept(new Found(path, entry));
      return;
    }
    explaining(
        path,
        () -> {
          try (EntryListing entries = store.list(path)) {
            entries.forEachRemaining(e -> each.accept(new Found(path + "/" + e.name(), e)));
          }
          return true;
        });
  }

  /** Everything below a directory, each directory before what is in it. */
  public void find(String path, Consumer<Found> each) {
    Entry entry = require(path).entry();
    if (!entry.directory()) {
      each.accept(new Found(path, entry));
      return;
    }
    explaining(
        path,
        () -> {
          walk(path, 0, each);
          return true;
        });
  }

  private void walk(String directory, int depth, Consumer<Found> each) {
    if (depth > DEEPEST) {
      throw new StoreException(
          StoreException.Kind.CORRUPT, directory, "its directories are nested without end");
    }
    try (EntryListing entries = store.list(directory)) {
      while (entries.hasNext()) {
        Entry entry = entries.next();
        String path = directory + "/" + entry.name();
        each.accept(new Found(path, entry));
        if (entry.directory()) {
          walk(path, depth + 1, each);
        }
      }
    } catch (StoreException e) {
      boolean gone = e.kind() == StoreException.Kind.ABSENT && depth > 0;
      if (!gone) {
        throw e;
      }
      // Removed since the directory above was read.
    }
  }

  /** What is there; a failure where nothing is. */
  public Description require(String path) {
    return explaining(
        path,
        () -> {
          Optional<Description> found = store.describe(path);
          return found.orElseThrow(
              () ->
                  new StoreException(
                      StoreException.Kind.ABSENT, path, "there is nothing at " + path));
        });
  }

  /** Reads, with proof of the bytes. */
  public MantaReading reading() {
    return new MantaReading(this, store);
  }

  /** Writes and removes. */
  public MantaWriting writing() {
    return new MantaWriting(this, store);
  }

  /** Calls the store and says what its failures mean. */
  <T> T explaining(String path, Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreException e) {
      ImgapiException explained =
          StoreFailures.explain(e, settings).with("credentials", credentials);
      int slash = path.lastIndexOf('/');
      throw e.kind() == StoreException.Kind.ABSENT && slash > 0
          ? explained.remedy("look at: imgapi manta ls " + path.substring(0, slash))
          : explained;
    }
  }
}
