/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

/** What must hold at the moment of a change; checked by the store, atomically. */
public sealed interface Condition {

  /** No condition. */
  record Always() implements Condition {}

  /** Nothing may be there. */
  record IfAbsent() implements Condition {}

  /** The version with this etag must be there. */
  record IfMatch(String etag) implements Condition {}

  /** No condition. */
  static Condition always() {
    return new Always();
  }

  /** Nothing may be there. */
  static Condition ifAbsent() {
    return new IfAbsent();
  }

  /** The version with this etag must be there. */
  static Condition ifMatch(String etag) {
    return new IfMatch(etag);
  }
}
