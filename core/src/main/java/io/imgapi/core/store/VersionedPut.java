/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.store.StoreException.Kind;
import io.imgapi.core.time.Sleeper;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts a content over exactly the version that was seen, or where nothing was: what somebody else
 * put meanwhile is never replaced. A lost answer is resolved by looking.
 */
public final class VersionedPut {
  /** Nothing was seen. */
  public static final String NOTHING = "";

  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private final ObjectStore store;
  private final Sleeper sleeper;

  public VersionedPut(ObjectStore store, Sleeper sleeper) {
    this.store = store;
    this.sleeper = sleeper;
  }

  /**
   * Puts; safe to repeat.
   *
   * @param content whose digest is known and which can be sent again
   * @param seen etag of the version that it replaces, or {@link #NOTHING}
   * @throws StoreException of kind {@code CONFLICT} where another version is there by now
   */
  public void put(String path, Content content, String seen) {
    Md5 md5 = content.md5().orElseThrow();
    String replaced = seen;
    for (int attempt = 1; ; attempt++) {
      try {
        store.put(path, content, condition(replaced));
        return;
      } catch (StoreException e) {
        if (!isUnclear(e)) {
          throw e;
        }
        Optional<Entry> there = store.head(path);
        if (there.filter(entry -> md5.equals(entry.md5())).isPresent()) {
          return;
        }
        if (e.kind() == Kind.CORRUPT && !e.etag().isEmpty()) {
          replaced = e.etag();
        }
        if (!there.map(Entry::etag).orElse(NOTHING).equals(replaced)) {
          throw new StoreException(
              Kind.CONFLICT, path, "somebody else has changed it meanwhile", "", "", false, e);
        }
        if (attempt >= ATTEMPTS) {
          throw e;
        }
        sleeper.pause(PAUSE);
      }
    }
  }

  private static Condition condition(String seen) {
    return seen.equals(NOTHING) ? Condition.ifAbsent() : Condition.ifMatch(seen);
  }

  private static boolean isUnclear(StoreException e) {
    return switch (e.kind()) {
      case CONFLICT, UNREACHABLE, THROTTLED, CORRUPT -> true;
      case ABSENT, AUTHENTICATION, REFUSED, CLOCK, FULL -> false;
    };
  }
}
