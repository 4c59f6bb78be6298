/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.workflow.JobStep;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The customer metadata of a VM, read and repaired: triton-apis.md 8.4. Changes are jobs. */
final class VmMetadata {
  private static final String ROOT = "/vms/:uuid/customer_metadata";
  private final Records vms;
  private final VmChanges changes;
  private final Machines machines;
  private final VmJobs jobs;
  private final Duration step;

  VmMetadata(Records vms, VmChanges changes, Machines machines, VmJobs jobs, Duration step) {
    this.vms = vms;
    this.changes = changes;
    this.machines = machines;
    this.jobs = jobs;
    this.step = step;
  }

  Routes on(Routes routes) {
    return routes
        .on("GET", ROOT, (asked, words) -> Answer.ok(metadata(existing(words))))
        .on("POST", ROOT, this::merge)
        .on("PUT", ROOT, this::replace)
        .on("DELETE", ROOT, this::deleteAll)
        .on("GET", ROOT + "/:key", (asked, words) -> Answer.ok(value(words)))
        .on("DELETE", ROOT + "/:key", this::delete);
  }

  private ObjectNode existing(Map<String, String> words) {
    return vms.get(words.get("uuid")).orElseThrow(() -> Refusal.absent("VM not found"));
  }

  private static ObjectNode metadata(ObjectNode vm) {
    return (ObjectNode) vm.path("customer_metadata");
  }

  private JsonNode value(Map<String, String> words) {
    JsonNode value = metadata(existing(words)).path(words.get("key"));
    if (value.isMissingNode()) {
      throw Refusal.absent("Metadata key not found");
    }
    return value;
  }

  private Answer merge(Asked asked, Map<String, String> words) {
    ObjectNode more = wanted(asked);
    return changed(asked, words, before -> before.setAll(more));
  }

  private Answer replace(Asked asked, Map<String, String> words) {
    ObjectNode others = wanted(asked);
    return changed(asked, words, before -> others);
  }

  private Answer deleteAll(Asked asked, Map<String, String> words) {
    return changed(asked, words, before -> JsonNodeFactory.instance.objectNode());
  }

  private Answer delete(Asked asked, Map<String, String> words) {
    value(words);
    return changed(
        asked,
        words,
        before -> {
          before.remove(words.get("key"));
          return before;
        });
  }

  private static ObjectNode wanted(Asked asked) {
    if (!(asked.body() instanceof ObjectNode values)) {
      throw VmRules.invalid().field("customer_metadata", "Invalid", "must be an object");
    }
    ObjectNode vm = JsonNodeFactory.instance.objectNode();
    vm.set("customer_metadata", values);
    VmRules.plainValues(Optional.empty(), vm, "customer_metadata")
        .ifPresent(
            wrong -> {
              throw wrong;
            });
    return values;
  }

  private Answer changed(Asked asked, Map<String, String> words, UnaryOperator<ObjectNode> change) {
    ObjectNode vm = existing(words);
    String uuid = vm.path("uuid").asText();
    return jobs.begun(
        asked,
        "update-7.0.8",
        VmJobs.params(asked, uuid, vm.path("image_uuid").asText()),
        List.of(
            new JobStep("common.validate_params", step, () -> "All parameters OK!"),
            new JobStep("cnapi.update_vm", step, () -> change(uuid, change))),
        () -> {});
  }

  private String change(String uuid, UnaryOperator<ObjectNode> change) {
    ObjectNode vm = vms.get(uuid).orElseThrow();
    ObjectNode before = metadata(vm);
    ObjectNode after = change.apply(before.deepCopy());
    Map<String, Optional<String>> difference = new LinkedHashMap<>();
    before.fieldNames().forEachRemaining(key -> difference.put(key, Optional.empty()));
    after
        .properties()
        .forEach(entry -> difference.put(entry.getKey(), Optional.of(entry.getValue().asText())));
    if (vm.path("state").asText().equals("running")) {
      machines.changeMetadata(vm.path("alias").asText(), difference);
    }
    changes.change(
        uuid,
        now -> {
          now.set("customer_metadata", after);
          return now;
        });
    return "VM is updated";
  }
}
