/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import java.util.Optional;

/** What a signature can cover: the head of a request, as it came over the wire. */
public interface RequestHead {

  /** Returns the method in upper case. */
  String method();

  /** Returns the path as sent, percent-encoded and not cleaned up, without the query. */
  String rawPath();

  /** Returns the query as sent, without the question mark; empty when there is none. */
  Optional<String> rawQuery();

  /** Returns a header's value, or empty when it was not sent. Names compare without case. */
  Optional<String> header(String name);
}
