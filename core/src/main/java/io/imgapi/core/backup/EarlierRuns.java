/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.cache.LocalCache;
import io.imgapi.core.cache.MirrorCache;
import io.imgapi.core.cache.MirrorCache.Header;
import io.imgapi.core.cache.Tie;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.ownership.OwnerRecord;
import io.imgapi.core.run.FileSystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run takes from earlier ones and leaves for later ones. All of it is only ever a shortcut:
 * whatever is missing is read again.
 */
final class EarlierRuns implements Earlier {
  private final String rootDir;
  private final Claim claim;
  private final LocalCache local;
  private final MirrorCache cache;
  private final MirrorLook look;
  private final boolean mirrorToo;
  private final boolean leaves;
  private final Clock clock;
  private Instant looked;
  private Optional<Header> recalled = Optional.empty();

  /**
   * What is there for a run.
   *
   * @param rootDir the area
   * @param claim how this instance stands to it
   * @param local digests of local files
   * @param mirrorToo whether the mirror may be taken from the last run
   * @param leaves whether anything may be written
   */
  EarlierRuns(
      String rootDir,
      Claim claim,
      LocalCache local,
      MirrorCache cache,
      MirrorLook look,
      boolean mirrorToo,
      boolean leaves,
      Clock clock) {
    this.rootDir = rootDir;
    this.claim = claim;
    this.local = local;
    this.cache = cache;
    this.look = look;
    this.mirrorToo = mirrorToo;
    this.leaves = leaves;
    this.clock = clock;
    this.looked = clock.instant();
  }

  /**
   * Opens the digests of local files that nobody touched.
   *
   * @param token what this instance knows to own the area with
   * @param leaves whether anything may be written
   */
  static LocalCache digests(
      InstanceLayout layout, Reuse reuse, String rootDir, Optional<String> token, boolean leaves) {
    Path file = layout.run().resolve("local.cache");
    OptionalLong now =
        leaves
            ? FileSystemClock.now(layout.run(), List.of(layout.manifests(), layout.images()))
            : OptionalLong.empty();
    return reuse.digests()
        ? LocalCache.open(file, Tie.of(rootDir, token), now)
        : LocalCache.forgetting(file, now);
  }

  @Override
  public RemoteTree mirror() {
    looked = clock.instant();
    Optional<OwnerRecord> owner =
        mirrorToo && claim.isOurs() ? claim.seenOwner().record() : Optional.empty();
    MirrorLook.Seen seen = look.look(Tie.of(rootDir, claim.token()), owner);
    recalled = seen.recalled();
    return seen.tree();
  }

  @Override
  public boolean isListed(MirrorState state, ListedBesides besides) {
    return state.isAsListed()
        && recalled.filter(header -> header.listed().equals(besides.digest())).isPresent();
  }

  /** Leaves the digests; the claim was taken and every local file was asked for. */
  void leaveDigests(Events events) {
    try {
      local.save(tie());
    } catch (IOException e) {
      unwritten(events, e);
    }
  }

  /** Leaves what the mirror holds; after the last change of a run in which nothing failed. */
  void leaveMirror(MirrorState state, ListedBesides besides, Events events) {
    if (!leaves) {
      return;
    }
    OwnerRecord owner = claim.record();
    Instant compared = recalled.map(Header::compared).orElse(looked);
    long checksum = recalled.map(Header::checksum).orElse(0L);
    Header header =
        new Header(tie(), owner.seq(), owner.snapshot(), besides.digest(), compared, checksum);
    try {
      if (recalled.isPresent() && state.isAsListed()) {
        cache.write(header);
      } else {
        cache.write(header, state.tree());
      }
    } catch (IOException e) {
      unwritten(events, e);
    }
  }

  private String tie() {
    return Tie.of(rootDir, Optional.of(claim.record().token()));
  }

  private static void unwritten(Events events, IOException e) {
    events.notice(
        Events.Level.WARN,
        "what would make the next run faster cannot be kept in run/: " + e.getMessage());
  }
}
