/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * Bytes differ from their checksum or length.
 *
 * <p>On an upload: the server stored something else than was sent, as {@link #etag()}; delete it
 * with {@code Condition.ifMatch(etag)} and put again. An empty etag means that nothing was stored.
 * On a download: what was read is not what was stored; throw it away and read again. The client
 * does not repeat by itself.
 */
public final class CorruptException extends MantaException {
  private final String etag;
  private final String expected;
  private final String actual;

  /**
   * Reports a mismatch.
   *
   * @param etag of the object concerned; empty where nothing was stored
   * @param expected MD5 in base64, or a length
   * @param actual the same kind of value, as found
   */
  public CorruptException(FailedRequest request, String etag, String expected, String actual) {
    super(
        Category.CORRUPT,
        request,
        "content differs: expected " + expected + ", found " + actual,
        null);
    this.etag = etag;
    this.expected = expected;
    this.actual = actual;
  }

  /** Etag of the object concerned; empty where nothing was stored. */
  public String etag() {
    return etag;
  }

  /** MD5 in base64, or a length, as it should be. */
  public String expected() {
    return expected;
  }

  /** MD5 in base64, or a length, as found; empty where it is not known. */
  public String actual() {
    return actual;
  }
}
