/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.IdentitySource;
import io.imgapi.core.instance.InstanceIdentity;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.ownership.Standing.Ahead;
import io.imgapi.core.ownership.Standing.Damaged;
import io.imgapi.core.ownership.Standing.Foreign;
import io.imgapi.core.ownership.Standing.Ours;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreException.Kind;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The right to change one area during one run: taken by compare-and-swap as its first change, kept
 * up while it goes on. Whoever else took it meanwhile ends the run at once.
 */
public final class Claim {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final int ATTEMPTS = 8;
  private final ObjectStore store;
  private final MirrorLayout mirror;
  private final OwnTokenFile file;
  private final IdentitySource identity;
  private final Claimant claimant;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Supplier<String> tokens;
  private final Standing standing;
  private final Optional<OwnToken> own;
  private OwnerRecord record;
  private String etag = "";

  Claim(
      ObjectStore store,
      MirrorLayout mirror,
      OwnTokenFile file,
      IdentitySource identity,
      Claimant claimant,
      Clock clock,
      Sleeper sleeper,
      Supplier<String> tokens,
      Standing standing,
      Optional<OwnToken> own) {
    this.store = store;
    this.mirror = mirror;
    this.file = file;
    this.identity = identity;
    this.claimant = claimant;
    this.clock = clock;
    this.sleeper = sleeper;
    this.tokens = tokens;
    this.standing = standing;
    this.own = own;
  }

  /** Whether nobody owns the area yet. */
  public boolean isFree() {
    return standing instanceof Standing.Free;
  }

  /** What this instance owns the area with; empty where it does not own it. */
  public Optional<String> token() {
    return own.map(OwnToken::token);
  }

  /** Whether this instance owns the area, and its tree is not older than the area. */
  public boolean isOurs() {
    return standing instanceof Ours;
  }

  /** Whether this instance owns the area, and its tree is older than the area. */
  public boolean isAhead() {
    return standing instanceof Ahead;
  }

  /** The owner as it was seen before anything was changed. */
  public SeenOwner seenOwner() {
    return new SeenOwner(
        seen(),
        standing instanceof Foreign || standing instanceof Damaged,
        seen().filter(claimant::sharesKeyWith).isPresent());
  }

  private Optional<OwnerRecord> seen() {
    if (standing instanceof Ours ours) {
      return Optional.of(ours.record());
    }
    if (standing instanceof Foreign foreign) {
      return Optional.of(foreign.record());
    }
    return standing instanceof Ahead ahead ? Optional.of(ahead.record()) : Optional.empty();
  }

  /**
   * Takes the area, with the version of its record that was seen before the listings began. The
   * token and the intended {@code seq} are synced locally before.
   *
   * @throws ImgapiException {@code NOT_OWNER} where somebody else was faster
   */
  public synchronized void take() {
    long seq = seen().map(OwnerRecord::seq).orElse(0L) + 1;
    Instant now = clock.instant();
    InstanceIdentity me = identity.identity();
    identity.keep(me);
    String secret = own.map(OwnToken::token).orElseGet(tokens);
    OwnToken token = new OwnToken(secret, claimant.rootDir(), seq - 1, seq, tokens.get());
    file.write(token);
    boolean keeps = standing instanceof Ours || standing instanceof Ahead;
    etag = etagSeen();
    swap(
        new OwnerRecord(
            me.uuid(),
            token.token(),
            me.alias(),
            me.datacenter(),
            claimant.rootDir(),
            keeps ? seen().orElseThrow().since() : now,
            now,
            seq,
            token.run(),
            seen().map(OwnerRecord::snapshot).orElse(""),
            claimant.keyId()));
    file.write(token.arrived());
  }

  private String etagSeen() {
    if (standing instanceof Ours ours) {
      return ours.etag();
    }
    if (standing instanceof Foreign foreign) {
      return foreign.etag();
    }
    if (standing instanceof Ahead ahead) {
      return ahead.etag();
    }
    return standing instanceof Damaged damaged ? damaged.etag() : "";
  }

  /** Renews it where five minutes have passed; cheap to call often. */
  public synchronized void keepUp() {
    if (Duration.between(record.renewed(), clock.instant()).compareTo(EVERY) >= 0) {
      confirm();
    }
  }

  /**
   * Makes sure, with Manta, that it still holds: before the first deletion, before a snapshot.
   *
   * @throws ImgapiException {@code NOT_OWNER} where it does not
   */
  public synchronized void confirm() {
    swap(record.renewedAt(clock.instant()));
  }

  /** What the area's record says since it was taken. */
  public synchronized OwnerRecord record() {
    return record;
  }

  /** Records the newest snapshot. */
  public synchronized void recordSnapshot(String id) {
    swap(record.withSnapshot(id, clock.instant()));
  }

  private void swap(OwnerRecord next) {
    byte[] bytes = next.toJson();
    for (int attempt = 1; ; attempt++) {
      Condition condition = etag.isEmpty() ? Condition.ifAbsent() : Condition.ifMatch(etag);
      try {
        etag = store.put(mirror.owner(), Content.ofBytes(bytes), condition).etag();
        record = next;
        return;
      } catch (StoreException e) {
        if (e.kind() == Kind.ABSENT && etag.isEmpty() && attempt == 1) {
          new MirrorDirectories(store, path -> false).ensure(mirror.backup());
          continue;
        }
        if (!mayBeRepeated(e)) {
          throw e;
        }
        if (isThere(bytes)) {
          record = next;
          return;
        }
        if (attempt >= ATTEMPTS) {
          throw e;
        }
        sleeper.pause(pauseAfter(attempt));
      }
    }
  }

  /** Repeating is safe because {@link #isThere} looks before each further attempt. */
  private static boolean mayBeRepeated(StoreException e) {
    return switch (e.kind()) {
      case CONFLICT, CORRUPT, THROTTLED, UNREACHABLE -> true;
      case ABSENT, AUTHENTICATION, REFUSED, CLOCK, FULL -> false;
    };
  }

  private static Duration pauseAfter(int attempt) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /**
   * Whether the record is the one that was just sent: then only its answer was lost.
   *
   * @throws ImgapiException {@code NOT_OWNER} where it is somebody else's now
   */
  private boolean isThere(byte[] sent) {
    try (Download download = store.get(mirror.owner(), ReadFrom.start())) {
      byte[] there = download.stream().readNBytes(Ownership.LARGEST);
      if (Arrays.equals(there, sent)) {
        etag = download.entry().etag();
        return true;
      }
      if (download.entry().etag().equals(etag)) {
        return false;
      }
      throw lost(there);
    } catch (StoreException e) {
      if (e.kind() == Kind.ABSENT && etag.isEmpty()) {
        return false;
      }
      throw e.kind() == Kind.ABSENT ? lost(new byte[0]) : e;
    } catch (IOException e) {
      throw new StoreException(
          Kind.UNREACHABLE, mirror.owner(), "it cannot be read: " + e.getMessage());
    }
  }

  private ImgapiException lost(byte[] there) {
    String owner;
    try {
      OwnerRecord now = OwnerRecord.parse(there);
      owner = now.alias() + " (" + now.instance() + ")";
    } catch (IOException e) {
      owner = "nobody can tell: " + e.getMessage();
    }
    return ImgapiException.of(
            ExitCode.NOT_OWNER, "the backup area was taken over while this run was under way")
        .with("area", mirror.backup())
        .with("owner now", owner)
        .remedy("nothing more was changed; find out which of the two instances is the right one");
  }
}
