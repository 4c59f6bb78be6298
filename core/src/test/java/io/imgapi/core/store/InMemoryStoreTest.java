/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

/** The store that tests use keeps the contract. */
class InMemoryStoreTest extends ObjectStoreContract {
  private final InMemoryStore store = new InMemoryStore("/alice/stor/home");

  @Override
  ObjectStore store() {
    return store;
  }

  @Override
  String home() {
    return "/alice/stor/home";
  }
}
