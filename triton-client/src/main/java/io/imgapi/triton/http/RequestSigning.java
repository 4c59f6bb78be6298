/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

/** Adds what proves who asks; the private key stays with it. */
@FunctionalInterface
public interface RequestSigning {
  /** Nobody in particular asks. */
  RequestSigning NONE = (method, target, date) -> "";

  /**
   * The value of {@code Authorization}; empty for none.
   *
   * @param method of HTTP in lower case
   * @param target path and query as they are sent
   * @param date value of {@code Date}
   */
  String authorization(String method, String target, String date);
}
