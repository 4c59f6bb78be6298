/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import java.util.Map;
import java.util.Optional;

/** What VMs are made of. */
public interface Machines {

  /**
   * How a machine is.
   *
   * @param address where its TLS front end listens; empty where it has none
   */
  record Running(String address) {}

  /** Makes and boots one. */
  Running create(String uuid, String alias, Map<String, String> metadata);

  /** Gives one a fresh root disk and boots it. */
  Running reprovision(String alias);

  /** Removes one. */
  void destroy(String alias);

  /** Removes what there is of one that was perhaps never made whole. */
  void discard(String uuid, String alias);

  /** A value of its metadata as it is within it. */
  Optional<String> metadata(String alias, String key);

  /** Changes its metadata as they are within it; an empty value takes a key away. */
  void changeMetadata(String alias, Map<String, Optional<String>> changes);
}
