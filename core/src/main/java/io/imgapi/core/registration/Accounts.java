/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.error.ImgapiException;
import java.util.Optional;

/** Accounts and their keys, from one side: the operator's or the account's own. */
public interface Accounts extends AutoCloseable {

  /** Through what it goes, for messages. */
  String place();

  /**
   * Puts a key on an account. Safe to repeat.
   *
   * @param name what the key is called on the account
   * @return whether it was not there before
   * @throws ImgapiException {@code REFUSED} where another key has that name, {@code FAILED} where
   *     there is no such account
   */
  boolean add(String login, String name, String publicLine);

  /**
   * The key that an instance shows in its metadata, and to which Manta it is for.
   *
   * @param uuidOrAlias of the instance
   * @throws ImgapiException {@code FAILED} where there is none
   */
  ShownInstance instance(String uuidOrAlias);

  /**
   * What an instance shows.
   *
   * @param manta empty where it has none
   * @param publicLine empty where it shows no key, or not yet
   */
  record ShownInstance(
      String uuid, String alias, Optional<MantaOfInstance> manta, Optional<String> publicLine) {}

  /** Ends the connections. */
  @Override
  void close();
}
