/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.state.Records;
import java.time.Clock;

/** Asks a VM's zone how it is, as {@code sync=true} asks the compute node. */
public final class VmSync {
  private static final String KEY = "instPubKey";
  private final VmChanges changes;
  private final Machines machines;

  /** Takes the records and the zones. */
  public VmSync(Records vms, Machines machines, Clock clock) {
    this.changes = new VmChanges(vms, clock);
    this.machines = machines;
  }

  /** Takes in what the zone itself has put into its metadata meanwhile. */
  public ObjectNode of(ObjectNode vm) {
    if (!vm.path("state").asText().equals("running")) {
      return vm;
    }
    return machines
        .metadata(vm.path("alias").asText(), KEY)
        .filter(key -> !key.equals(vm.path("customer_metadata").path(KEY).asText()))
        .flatMap(key -> changes.change(vm.path("uuid").asText(), now -> with(now, key)))
        .orElse(vm);
  }

  private static ObjectNode with(ObjectNode vm, String key) {
    ((ObjectNode) vm.path("customer_metadata")).put(KEY, key);
    return vm;
  }
}
