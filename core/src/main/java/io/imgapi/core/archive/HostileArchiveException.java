/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import java.io.IOException;

/** An archive that no honest writer made; the message says what is wrong with it, as a phrase. */
public final class HostileArchiveException extends IOException {
  private static final int SHOWN = 120;

  /** A fault of the archive as a whole. */
  public HostileArchiveException(String fault) {
    super(fault);
  }

  /** A fault of one entry; its name is shown shortened and without control characters. */
  static HostileArchiveException of(String entry, String fault) {
    String plain = entry.replaceAll("\\p{C}", "?");
    String shown = plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    return new HostileArchiveException("the entry \"" + shown + "\" " + fault);
  }
}
