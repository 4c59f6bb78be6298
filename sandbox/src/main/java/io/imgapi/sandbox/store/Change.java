/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

/** One step of a transaction, as journalled. Repeating a sequence of them gives the same state. */
// Changes live for one transaction and are never compared.
@SuppressWarnings("ArrayRecordComponent")
sealed interface Change {

  /** Sets the encoded entry of a name. */
  record PutEntry(byte[] key, byte[] value) implements Change {}

  /** Removes a name. */
  record RemoveEntry(byte[] key) implements Change {}

  /** Stores the bytes of a small object. */
  record PutBody(long id, byte[] bytes) implements Change {}

  /** Drops the bytes of a small object. */
  record RemoveBody(long id) implements Change {}
}
