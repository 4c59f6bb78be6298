/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.vmapi.Nics;
import io.imgapi.sandbox.triton.vmapi.VmFields;
import java.time.Instant;

/**
 * VMs that the data centre came with. Nothing runs in them: what they do, a service of the sandbox
 * does at the address that they name.
 */
final class CoreMachines {
  /** The zone of the data centre's own IMGAPI. */
  static final String IMGAPI = "0b7e6a1c-1f0e-4d4e-9a57-000000000001";

  private static final String LOAD_BALANCER = "0b7e6a1c-1f0e-4d4e-9a57-000000000002";
  private final Records vms;
  private final Records packages;
  private final Nics nics;
  private final Instant now;

  CoreMachines(Records vms, Records packages, Nics nics, Instant now) {
    this.vms = vms;
    this.packages = packages;
    this.nics = nics;
    this.now = now;
  }

  /** The zone of the data centre's own IMGAPI. */
  void imgapi(String address) {
    ObjectNode vm = running(IMGAPI, "imgapi0", TritonSandbox.ADMIN);
    vm.put("image_uuid", Seed.IMGAPI_IMAGE);
    vm.putObject("tags").put("smartdc_role", "imgapi").put("smartdc_type", "core");
    vm.putArray("datasets").add("zones/" + IMGAPI + "/data");
    nics.add(vm, Seed.ADMIN_NETWORK, address).put("primary", true);
    vms.put(vm);
  }

  /** Manta's first load balancer; its address is where the sandbox's Manta is. */
  void loadBalancer(String address) {
    ObjectNode vm = running(LOAD_BALANCER, "loadbalancer0", TritonSandbox.POSEIDON);
    vm.put("image_uuid", Seed.IMGAPI_IMAGE);
    vm.putObject("tags").put("manta_role", "loadbalancer");
    vm.putArray("datasets");
    // Manta's own network is none of those that VMs are made on.
    nics.add(vm, "", "127.0.0.1").put("nic_tag", "manta").put("primary", true);
    nics.add(vm, Seed.EXTERNAL_NETWORK, address);
    vms.put(vm);
  }

  void noLoadBalancer() {
    vms.remove(LOAD_BALANCER);
  }

  private ObjectNode running(String uuid, String alias, String owner) {
    ObjectNode vm =
        vms.get(uuid)
            .orElseGet(
                () ->
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("uuid", uuid)
                        .put("create_timestamp", now.toString()));
    vm.put("alias", alias)
        .put("owner_uuid", owner)
        .put("billing_id", Seed.CORE_PACKAGE)
        .put("brand", "joyent-minimal")
        .put("state", "running")
        .put("zone_state", "running")
        .put("last_modified", now.toString());
    if (!vm.has("customer_metadata")) {
      vm.putObject("customer_metadata");
    }
    vm.putArray("nics");
    vm.putArray("resolvers");
    return VmFields.complete(vm, packages.get(Seed.CORE_PACKAGE).orElseThrow());
  }
}
