/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.util.Optional;

/** Bytes that were received whole and wait to become an object, or to be discarded. */
public interface ReceivedBody extends AutoCloseable {

  /** Returns the number of bytes. */
  long size();

  /** Returns the base64 form of the MD5 of the bytes. */
  String md5();

  /** Returns the bytes when they are few enough to live beside the index. */
  Optional<byte[]> small();

  /** Gives the file its final name and returns its number. Only for bodies that are not small. */
  long adoptFile();

  /** Discards whatever was not adopted. */
  @Override
  void close();
}
