/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

/**
 * A key cannot be used. The message names the file or agent and never anything of the key's
 * content; repeating is pointless.
 */
public class MantaKeyException extends RuntimeException {

  /** Why. */
  public enum Reason {
    /** The file is missing or cannot be read. */
    UNREADABLE,
    /** The key is encrypted and no passphrase was given. */
    PASSPHRASE_NEEDED,
    /** The passphrase does not open the key. */
    WRONG_PASSPHRASE,
    /** The content is no key format that is known, or damaged. */
    UNKNOWN_FORMAT,
    /** It is a public key or a certificate. */
    NOT_PRIVATE,
    /** A good key of a kind or curve that cannot sign for Manta. */
    UNSUPPORTED,
    /** The key is another than the given key id says. */
    MISMATCH,
    /** No key with the given id was found. */
    NOT_FOUND,
    /** The key id is neither an MD5 nor a SHA256 fingerprint. */
    BAD_KEY_ID,
    /** The ssh-agent does not answer or refused to sign. */
    AGENT
  }

  private final Reason reason;

  /** Reports a key that cannot be used. */
  public MantaKeyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Reports a key that cannot be used, with what led to it. */
  public MantaKeyException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
