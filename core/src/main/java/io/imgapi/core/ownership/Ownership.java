/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.IdentitySource;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whose a backup area is. Asked before anything else, and again by compare-and-swap before anything
 * is changed.
 */
public final class Ownership {
  static final int LARGEST = 64 * 1024;
  private final ObjectStore store;
  private final MirrorLayout mirror;
  private final OwnTokenFile file;
  private final IdentitySource me;
  private final Claimant claimant;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Supplier<String> tokens;

  /**
   * The question for one area.
   *
   * @param claimant what its record is to say of this instance
   * @param tokens makes a new token, never the same twice
   */
  public Ownership(
      ObjectStore store,
      MirrorLayout mirror,
      InstanceLayout layout,
      IdentitySource me,
      Claimant claimant,
      Clock clock,
      Sleeper sleeper,
      Supplier<String> tokens) {
    this.store = store;
    this.mirror = mirror;
    this.file = new OwnTokenFile(layout);
    this.me = me;
    this.claimant = claimant;
    this.clock = clock;
    this.sleeper = sleeper;
    this.tokens = tokens;
  }

  /**
   * Looks, before any listing begins; changes nothing.
   *
   * @throws ImgapiException {@code NOT_OWNER} where the area is another's, or its record is
   *     damaged; {@code REFUSED} where the local tree is older than the area
   * @throws StoreException where the area cannot be looked at
   */
  public Claim look(TakeOver allowed) {
    Optional<OwnToken> own =
        file.read().filter(token -> token.rootDir().equals(claimant.rootDir()));
    Standing standing = standing(own);
    OwnerRefusals refusals = new OwnerRefusals(mirror, me.identity());
    if (standing instanceof Standing.Foreign foreign) {
      refusals.requireTakeOver(foreign.record(), allowed);
      return claim(standing, Optional.empty());
    }
    if (standing instanceof Standing.Damaged damaged) {
      refusals.requireTakeOver(damaged, allowed);
      return claim(standing, Optional.empty());
    }
    if (standing instanceof Standing.Ahead ahead && !allowed.localIsTruth()) {
      throw refusals.rolledBack(ahead);
    }
    return claim(standing, own);
  }

  private Claim claim(Standing standing, Optional<OwnToken> own) {
    return new Claim(store, mirror, file, me, claimant, clock, sleeper, tokens, standing, own);
  }

  private Standing standing(Optional<OwnToken> own) {
    try (Download download = store.get(mirror.owner(), ReadFrom.start())) {
      String etag = download.entry().etag();
      if (download.entry().size() > LARGEST) {
        return new Standing.Damaged("it is " + download.entry().size() + " bytes long", etag);
      }
      byte[] bytes = download.stream().readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        return new Standing.Damaged("it is more than " + LARGEST + " bytes long", etag);
      }
      return readable(own, bytes, etag);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ABSENT) {
        throw e;
      }
      return hasSnapshots()
          ? new Standing.Damaged("it is not there, although there are snapshots", "")
          : new Standing.Free();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.UNREACHABLE, mirror.owner(), "it cannot be read: " + e.getMessage());
    }
  }

  private Standing readable(Optional<OwnToken> own, byte[] bytes, String etag) {
    try {
      return Decision.of(own, me.identity().uuid(), OwnerRecord.parse(bytes), etag);
    } catch (IOException e) {
      return new Standing.Damaged(e.getMessage(), etag);
    }
  }

  private boolean hasSnapshots() {
    try (EntryListing entries = store.list(mirror.snapshots())) {
      return entries.hasNext();
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ABSENT) {
        return false;
      }
      throw e;
    }
  }
}
