/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.state.Records;

/** Asks a VM's zone how it is, as {@code sync=true} asks the compute node. */
public final class VmSync {
  private final Records vms;
  private final Machines machines;

  /** Takes the records and the zones. */
  public VmSync(Records vms, Machines machines) {
    this.vms = vms;
    this.machines = machines;
  }

  /** Takes in what the zone itself has put into its metadata meanwhile. */
  public ObjectNode of(ObjectNode vm) {
    if (!vm.path("state").asText().equals("running")) {
      return vm;
    }
    return machines
        .metadata(vm.path("alias").asText(), "instPubKey")
        .map(
            key ->
                vms.change(
                        vm.path("uuid").asText(),
                        now -> {
                          ((ObjectNode) now.path("customer_metadata")).put("instPubKey", key);
                          return now;
                        })
                    .orElse(vm))
        .orElse(vm);
  }
}
