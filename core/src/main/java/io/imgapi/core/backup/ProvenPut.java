/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.Stored;
import io.imgapi.core.store.StoreException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts until the store is proven to hold the bytes: a lost answer is resolved by looking, wrong
 * bytes are taken away and sent again.
 */
final class ProvenPut {
  private static final int ATTEMPTS = 3;
  private final ObjectStore store;

  ProvenPut(ObjectStore store) {
    this.store = store;
  }

  /** Puts bytes in memory over whatever is there. */
  RemoteObject put(String path, byte[] bytes) {
    Content content = Content.ofBytes(bytes);
    return put(path, content, content::md5, true);
  }

  /**
   * Puts.
   *
   * @param sent digest of what was sent last; empty as long as no sending came to its end
   * @param replacesSomething whether there may be another version that must not be taken away
   */
  RemoteObject put(
      String path, Content content, Supplier<Optional<Md5>> sent, boolean replacesSomething) {
    for (int attempt = 1; ; attempt++) {
      try {
        Stored stored = store.put(path, content, Condition.always());
        Md5 expected = sent.get().orElseThrow();
        if (!stored.md5().equals(expected)) {
          throw new StoreException(
              StoreException.Kind.CORRUPT,
              path,
              "the store holds " + stored.md5() + " where " + expected + " was sent",
              "",
              stored.etag(),
              true,
              null);
        }
        return new RemoteObject(stored.md5(), stored.etag(), content.length());
      } catch (StoreException e) {
        Optional<Entry> there =
            e.kind() == StoreException.Kind.UNREACHABLE && e.maybeApplied()
                ? holding(path, sent.get())
                : Optional.empty();
        if (there.isPresent()) {
          return new RemoteObject(there.get().md5(), there.get().etag(), there.get().size());
        }
        boolean wrongBytes = e.kind() == StoreException.Kind.CORRUPT && !e.etag().isEmpty();
        if (wrongBytes && !replacesSomething) {
          // What it holds now is nobody's content; where something was there before, the next
          // attempt replaces it instead, so that there is never a moment with nothing.
          store.delete(path, Condition.ifMatch(e.etag()));
        }
        boolean again =
            wrongBytes || (e.kind() == StoreException.Kind.UNREACHABLE && !content.repeatable());
        if (!again || attempt >= ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<Entry> holding(String path, Optional<Md5> sent) {
    return sent.isPresent()
        ? store.head(path).filter(found -> sent.get().equals(found.md5()))
        : Optional.empty();
  }
}
