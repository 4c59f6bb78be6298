/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.digest.Md5;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * An object of the mirror as a listing shows it. Hundreds of thousands are held at once, so it is
 * packed: Manta's etags are UUIDs, and two numbers take a fifth of their text.
 */
public final class RemoteObject {
  private final long md5High;
  private final long md5Low;
  private final long etagHigh;
  private final long etagLow;
  private final String otherEtag;
  private final long size;

  /**
   * Packs what was listed.
   *
   * @param md5 digest of the content
   * @param etag version
   * @param size bytes
   */
  public RemoteObject(Md5 md5, String etag, long size) {
    this.md5High = md5.high();
    this.md5Low = md5.low();
    this.size = size;
    UUID uuid = uuidOf(etag);
    this.otherEtag = uuid == null ? etag : null;
    this.etagHigh = uuid == null ? 0 : uuid.getMostSignificantBits();
    this.etagLow = uuid == null ? 0 : uuid.getLeastSignificantBits();
  }

  /** Null where the text would not come back as it is. */
  private static UUID uuidOf(String etag) {
    try {
      UUID uuid = UUID.fromString(etag.toLowerCase(Locale.ROOT));
      return uuid.toString().equals(etag) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Digest of the content. */
  public Md5 md5() {
    return new Md5(md5High, md5Low);
  }

  /** Version. */
  public String etag() {
    return otherEtag == null ? new UUID(etagHigh, etagLow).toString() : otherEtag;
  }

  /** Bytes. */
  public long size() {
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RemoteObject that
        && md5().equals(that.md5())
        && etag().equals(that.etag())
        && size == that.size;
  }

  @Override
  public int hashCode() {
    return Objects.hash(md5High, md5Low, etagHigh, etagLow, otherEtag, size);
  }

  @Override
  public String toString() {
    return etag() + " " + size + " bytes " + md5();
  }
}
