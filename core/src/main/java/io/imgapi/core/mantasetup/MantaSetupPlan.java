/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What will be done to configure the Manta of a data centre's image service; nothing has been yet.
 *
 * @param service the imgapi service in SAPI
 * @param changes of its metadata
 * @param account whose Manta it is
 * @param keyId of the key that the service will use, {@code SHA256:...}; empty where there will be
 *     none
 * @param toAdd the key that is put on the account first; empty where none has to be
 * @param leaving keys that are taken off the account when no zone uses them
 * @param zones that follow
 */
public record MantaSetupPlan(
    UUID service,
    String datacenter,
    List<FieldChange> changes,
    String account,
    Optional<String> keyId,
    Optional<AccountKey> toAdd,
    List<AccountKey> leaving,
    List<String> zones) {
  public MantaSetupPlan {
    changes = List.copyOf(changes);
    leaving = List.copyOf(leaving);
    zones = List.copyOf(zones);
  }

  /** Whether anything is to be done. */
  public boolean needed() {
    return !changes.isEmpty() || toAdd.isPresent() || !leaving.isEmpty();
  }
}
