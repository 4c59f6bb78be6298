/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.util.Optional;

/**
 * How an instance stands to a backup area, for somebody who only looks.
 *
 * @param standing in one word
 * @param record what the area says of its owner; empty where it says nothing that can be read
 * @param detail what is known beyond that; empty where nothing is
 */
public record OwnerView(Kind standing, Optional<OwnerRecord> record, String detail) {
  /** Most bytes that a record may have. */
  public static final int LARGEST = Ownership.LARGEST;

  /** The ways in which it may stand. */
  public enum Kind {
    /** Nobody has said so far that the area is his. */
    FREE,
    OURS,
    /** Another instance, or a copy of this one, owns it. */
    FOREIGN,
    /** It is this instance's, but the local tree is older than it. */
    AHEAD,
    /** The record cannot be what this program wrote, or is gone. */
    DAMAGED
  }

  /**
   * Judges.
   *
   * @param ownFile content of {@code run/owner.json}; empty where there is none
   * @param instance uuid of the instance
   * @param rootDir of the area, as the configuration names it
   * @param areas content of the area's {@code owner.json}; empty where there is none
   * @throws ImgapiException {@code FAILED} where the instance's own file is damaged
   */
  public static OwnerView of(
      Optional<byte[]> ownFile, String instance, String rootDir, Optional<byte[]> areas) {
    Optional<OwnToken> own =
        ownFile.map(OwnTokenFile::parse).filter(token -> token.rootDir().equals(rootDir));
    if (areas.isEmpty()) {
      return own.isPresent()
          ? damaged("it is gone, although this instance owned the area")
          : new OwnerView(Kind.FREE, Optional.empty(), "");
    }
    if (areas.get().length > LARGEST) {
      return damaged("it is more than " + LARGEST + " bytes long");
    }
    try {
      return of(Decision.of(own, instance, OwnerRecord.parse(areas.get()), ""), instance);
    } catch (IOException e) {
      return damaged(e.getMessage());
    }
  }

  private static OwnerView damaged(String reason) {
    return new OwnerView(Kind.DAMAGED, Optional.empty(), reason);
  }

  private static OwnerView of(Standing standing, String instance) {
    if (standing instanceof Standing.Ours ours) {
      return new OwnerView(Kind.OURS, Optional.of(ours.record()), "");
    }
    if (standing instanceof Standing.Foreign foreign) {
      boolean twin = foreign.record().instance().equals(instance);
      return new OwnerView(
          Kind.FOREIGN,
          Optional.of(foreign.record()),
          twin ? "it has this instance's uuid: a copy, or this one lost its token" : "");
    }
    if (standing instanceof Standing.Ahead ahead) {
      return new OwnerView(
          Kind.AHEAD,
          Optional.of(ahead.record()),
          "the area is at run " + ahead.record().seq() + ", this tree at " + ahead.known());
    }
    return standing instanceof Standing.Damaged damaged
        ? damaged(damaged.reason())
        : new OwnerView(Kind.FREE, Optional.empty(), "");
  }
}
