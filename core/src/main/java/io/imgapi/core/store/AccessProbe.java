/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;

/** Asks the store one question with one key, to learn whether it is accepted. */
public interface AccessProbe {

  /**
   * One question about the instance's own directory; not repeated.
   *
   * @param settings where and as whom; their key is not looked at
   * @param key text of the private key
   * @param origin what messages call it
   * @throws io.imgapi.core.error.ImgapiException {@code CONFIG_INVALID} where address, user or key
   *     cannot be used
   */
  Answer ask(MantaSettings settings, String key, String origin);

  /**
   * One question that tells whether a key is known whose private half is elsewhere: it is signed in
   * that key's name with another. A store that knows the key minds the signature, one that does not
   * minds the key (manta-protocol.md 2.5); not repeated.
   *
   * @param settings where and as whom; their key is not looked at
   * @param publicLine the public half as a line
   * @return accepted where the key is known
   * @throws io.imgapi.core.error.ImgapiException as {@link #ask}
   */
  Answer askAbout(MantaSettings settings, String publicLine);

  /** What was learnt. */
  enum Kind {
    /** The key is accepted; whether the directory is there already does not matter. */
    ACCEPTED,
    /** It is not, or not by this server yet. */
    REFUSED,
    /** Nothing can be said: no answer, a server error, another clock. */
    UNKNOWN
  }

  /**
   * The answer.
   *
   * @param detail what was answered instead; empty for {@link Kind#ACCEPTED}
   */
  record Answer(Kind kind, String detail) {
    /** The key is accepted. */
    public static Answer accepted() {
      return new Answer(Kind.ACCEPTED, "");
    }

    /** Whether the key is accepted. */
    public boolean isAccepted() {
      return kind == Kind.ACCEPTED;
    }
  }
}
