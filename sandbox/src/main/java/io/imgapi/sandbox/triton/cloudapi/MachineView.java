/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.cloudapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.vmapi.VmSync;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The VMs of an account as CloudAPI shows them. */
public final class MachineView {
  private static final int PAGE = 1000;
  private final Records vms;
  private final Records packages;
  private final VmSync sync;

  /** Takes the records, and what asks a VM how it is. */
  public MachineView(Records vms, Records packages, VmSync sync) {
    this.vms = vms;
    this.packages = packages;
    this.sync = sync;
  }

  Answer list(String owner, Asked asked, Map<String, String> words) {
    List<ObjectNode> found =
        vms.all().stream()
            .filter(vm -> vm.path("owner_uuid").asText().equals(owner))
            .filter(vm -> !isDestroyed(vm))
            .filter(vm -> has(vm, "alias", asked.parameter("name")))
            .filter(vm -> has(vm, "state", asked.parameter("state")))
            .toList();
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    found.stream()
        .skip(asked.number("offset", 0, 0, Integer.MAX_VALUE))
        .limit(asked.number("limit", PAGE, 1, PAGE))
        .forEach(vm -> page.add(machine(vm)));
    return Answer.ok(page).with("x-resource-count", Integer.toString(found.size()));
  }

  private static boolean has(ObjectNode vm, String name, Optional<String> wanted) {
    return wanted.map(value -> value.equals(vm.path(name).asText())).orElse(true);
  }

  Answer get(String owner, Asked asked, Map<String, String> words) {
    ObjectNode vm =
        vms.get(words.get("machine"))
            .filter(found -> found.path("owner_uuid").asText().equals(owner))
            .orElseThrow(() -> Refusal.absent("VM not found"));
    return isDestroyed(vm) ? Answer.of(410, machine(vm)) : Answer.ok(machine(sync.of(vm)));
  }

  private static boolean isDestroyed(ObjectNode vm) {
    return vm.path("state").asText().equals("destroyed");
  }

  private ObjectNode machine(ObjectNode vm) {
    ObjectNode machine =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", vm.path("uuid").asText())
            .put("name", vm.path("alias").asText())
            .put("type", "smartmachine")
            .put("brand", vm.path("brand").asText())
            .put("state", isDestroyed(vm) ? "deleted" : vm.path("state").asText())
            .put("image", vm.path("image_uuid").asText())
            .put("created", vm.path("create_timestamp").asText())
            .put(
                "package",
                packages
                    .get(vm.path("billing_id").asText())
                    .map(size -> size.path("name").asText())
                    .orElse(""));
    ArrayNode ips = machine.putArray("ips");
    vm.path("nics").forEach(nic -> ips.add(nic.path("ip").asText()));
    machine.set("tags", vm.path("tags"));
    ObjectNode metadata = machine.putObject("metadata");
    vm.path("customer_metadata")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().endsWith("_pw")) {
                metadata.set(entry.getKey(), entry.getValue());
              }
            });
    return machine;
  }
}
