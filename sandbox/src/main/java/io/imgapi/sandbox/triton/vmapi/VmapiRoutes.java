/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.workflow.JobStep;
import io.imgapi.sandbox.triton.workflow.Jobs;
import io.imgapi.sandbox.triton.workflow.WorkflowRoutes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** VMAPI: triton-apis.md 8 and 16.7. What a job changed shows at once with {@code sync=true}. */
public final class VmapiRoutes {
  private static final int PAGE = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FILTERS =
      Set.of(
          "owner_uuid",
          "alias",
          "state",
          "uuid",
          "limit",
          "offset",
          "marker",
          "brand",
          "image_uuid",
          "billing_id");
  private static final List<String> BRANDS = List.of("joyent", "joyent-minimal", "lx");
  private final Records vms;
  private final VmChanges changes;
  private final Jobs jobs;
  private final Machines machines;
  private final VmJobs begins;
  private final VmSync sync;
  private final VmRules rules;
  private final Setting setting;

  /**
   * What it needs of others.
   *
   * @param workflow where jobs are told of
   * @param step how long each step of a job takes
   */
  public record Setting(
      Records images,
      Records packages,
      Nics nics,
      Supplier<URI> workflow,
      Duration step,
      Clock clock) {}

  private VmapiRoutes(Records vms, Jobs jobs, Machines machines, Setting setting) {
    this.vms = vms;
    this.changes = new VmChanges(vms, setting.clock());
    this.jobs = jobs;
    this.machines = machines;
    this.begins = new VmJobs(jobs, setting.workflow());
    this.sync = new VmSync(vms, machines, setting.clock());
    this.rules = new VmRules(vms, setting.images(), setting.packages(), setting.nics());
    this.setting = setting;
  }

  /** What it answers. */
  public static Routes of(Records vms, Jobs jobs, Machines machines, Setting setting) {
    VmapiRoutes vmapi = new VmapiRoutes(vms, jobs, machines, setting);
    vmapi.giveUpWhatWasCutOff();
    Routes routes = new Routes();
    routes
        .on("GET", "/vms", vmapi::list)
        .on("POST", "/vms", vmapi::create)
        .on("GET", "/vms/:uuid", vmapi::get)
        .on("POST", "/vms/:uuid", vmapi::act)
        .on("DELETE", "/vms/:uuid", vmapi::delete)
        .on("GET", "/vms/:uuid/jobs", vmapi::jobsOf);
    new VmapiJobs(jobs).on(routes);
    return new VmMetadata(vms, vmapi.changes, machines, vmapi.begins, setting.step()).on(routes);
  }

  /** The jobs that were to make these VMs ended with the process; nobody will make them now. */
  private void giveUpWhatWasCutOff() {
    for (ObjectNode vm : vms.all()) {
      if (vm.path("state").asText().equals("provisioning")) {
        giveUp(vm.path("uuid").asText(), vm.path("alias").asText());
      }
    }
  }

  /** Leaves nothing of a VM but its record, so that its alias is free. */
  private void giveUp(String uuid, String alias) {
    try {
      machines.discard(uuid, alias);
    } finally {
      changes.change(
          uuid,
          vm -> {
            vm.putArray("nics");
            return vm.put("state", "failed").put("zone_state", "failed");
          });
    }
  }

  private Answer list(Asked asked, Map<String, String> words) {
    for (String name : asked.query().keySet()) {
      if (!FILTERS.contains(name) && !name.startsWith("tag.")) {
        throw Refusal.of(409, "ValidationFailed", "Invalid Parameters")
            .field(name, "Invalid", "unknown parameter");
      }
    }
    List<ObjectNode> found =
        vms.all().stream()
            .filter(vm -> matches(vm, asked))
            .sorted(Comparator.comparing((ObjectNode vm) -> vm.path("uuid").asText()).reversed())
            .toList();
    Optional<String> after = marker(asked);
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    found.stream()
        .filter(vm -> after.map(uuid -> vm.path("uuid").asText().compareTo(uuid) < 0).orElse(true))
        .skip(asked.number("offset", 0, 0, Integer.MAX_VALUE))
        .limit(asked.number("limit", PAGE, 1, PAGE))
        .forEach(page::add);
    return Answer.ok(page).with("x-joyent-resource-count", Integer.toString(found.size()));
  }

  /** The uuid after which a page begins, in falling order. */
  private static Optional<String> marker(Asked asked) {
    Optional<String> text = asked.parameter("marker");
    if (text.isEmpty()) {
      return text;
    }
    if (asked.parameter("offset").isPresent()) {
      throw badMarker("cannot be used with an offset");
    }
    try {
      JsonNode uuid = JSON.readTree(text.get()).path("uuid");
      if (uuid.isTextual()) {
        return Optional.of(uuid.asText());
      }
      throw badMarker("must name a uuid");
    } catch (JsonProcessingException bad) {
      throw badMarker("is not JSON");
    }
  }

  private static Refusal badMarker(String why) {
    return Refusal.of(409, "ValidationFailed", "Invalid Parameters")
        .field("marker", "Invalid", why);
  }

  private static boolean matches(ObjectNode vm, Asked asked) {
    for (String name : asked.query().keySet()) {
      String wanted = asked.parameter(name).orElse("");
      if (name.equals("state") && wanted.equals("active")) {
        if (!VmRules.isActive(vm)) {
          return false;
        }
      } else if (name.startsWith("tag.")) {
        if (!vm.path("tags").path(name.substring(4)).asText().equals(wanted)) {
          return false;
        }
      } else if (!name.equals("limit")
          && !name.equals("offset")
          && !name.equals("marker")
          && !vm.path(name).asText().equals(wanted)) {
        return false;
      }
    }
    return true;
  }

  /** Where an owner is named, the VMs of others are not there. */
  private ObjectNode existing(Asked asked, Map<String, String> words) {
    return vms.get(words.get("uuid"))
        .filter(
            vm ->
                asked
                    .parameter("owner_uuid")
                    .map(owner -> owner.equals(vm.path("owner_uuid").asText()))
                    .orElse(true))
        .orElseThrow(() -> Refusal.absent("VM not found"));
  }

  private Answer get(Asked asked, Map<String, String> words) {
    ObjectNode vm = existing(asked, words);
    ObjectNode now = asked.parameter("sync").equals(Optional.of("true")) ? sync.of(vm) : vm;
    asked.parameter("fields").ifPresent(fields -> now.retain(fields.split(",")));
    return Answer.ok(now);
  }

  private Answer jobsOf(Asked asked, Map<String, String> words) {
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    WorkflowRoutes.matching(jobs, asked).stream()
        .filter(job -> job.path("vm_uuid").asText().equals(words.get("uuid")))
        .forEach(page::add);
    return Answer.ok(page);
  }

  private Answer create(Asked asked, Map<String, String> words) {
    JsonNode wanted = asked.body();
    rules.check(wanted);
    String uuid = wanted.path("uuid").asText();
    ObjectNode vm = record(wanted);
    vms.put(vm);
    String alias = wanted.path("alias").asText();
    JsonNode networks = wanted.path("networks");
    return begins.begun(
        asked,
        "provision-7.2.4",
        VmJobs.params(asked, uuid, wanted.path("image_uuid").asText()),
        List.of(
            new JobStep("common.validate_params", setting.step(), () -> "All parameters OK!"),
            new JobStep("imgapi.ensure_image", setting.step(), () -> "Image is installed"),
            new JobStep(
                "cnapi.provision_vm",
                setting.step(),
                () -> runs(uuid, machines.create(uuid, alias, texts(vm)), networks))),
        () -> giveUp(uuid, alias));
  }

  private ObjectNode record(JsonNode wanted) {
    ObjectNode vm = JsonNodeFactory.instance.objectNode();
    for (String name :
        List.of(
            "uuid",
            "alias",
            "owner_uuid",
            "billing_id",
            "brand",
            "image_uuid",
            "tags",
            "customer_metadata")) {
      vm.set(name, wanted.path(name));
    }
    String uuid = wanted.path("uuid").asText();
    if (!vm.path("tags").isObject()) {
      vm.putObject("tags");
    }
    if (!vm.path("customer_metadata").isObject()) {
      vm.putObject("customer_metadata");
    }
    ArrayNode datasets = vm.putArray("datasets");
    if (wanted.path("delegate_dataset").asBoolean()) {
      datasets.add("zones/" + uuid + "/data");
    }
    vm.putArray("nics");
    vm.putArray("resolvers");
    String now = setting.clock().instant().toString();
    vm.put("state", "provisioning")
        .put("zone_state", "provisioning")
        .put("create_timestamp", now)
        .put("last_modified", now);
    return VmFields.complete(
        vm, setting.packages().get(wanted.path("billing_id").asText()).orElseThrow());
  }

  private static Map<String, String> texts(ObjectNode vm) {
    Map<String, String> texts = new LinkedHashMap<>();
    vm.path("customer_metadata")
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private String runs(String uuid, Machines.Running machine, JsonNode networks) {
    changes.change(
        uuid,
        vm -> {
          setting.nics().give(vm, networks, machine.address());
          return running(vm);
        });
    return "VM is running";
  }

  /** It has its networks, but may be elsewhere now. */
  private String runsAgain(String uuid, String image, Machines.Running machine) {
    changes.change(
        uuid,
        vm -> {
          vm.path("nics").forEach(nic -> ((ObjectNode) nic).put("ip", machine.address()));
          return running(vm).put("image_uuid", image);
        });
    return "VM is running";
  }

  private static ObjectNode running(ObjectNode vm) {
    return vm.put("state", "running").put("zone_state", "running");
  }

  private Answer act(Asked asked, Map<String, String> words) {
    ObjectNode vm = existing(asked, words);
    if (!asked.parameter("action").equals(Optional.of("reprovision"))) {
      throw Refusal.of(409, "ValidationFailed", "Invalid Parameters")
          .field("action", "Invalid", "unknown action");
    }
    String uuid = vm.path("uuid").asText();
    String image = asked.body().path("image_uuid").asText();
    if (image.isEmpty()) {
      throw Refusal.of(409, "ValidationFailed", "Invalid VM parameters")
          .field("image_uuid", "MissingParameter", "Is missing");
    }
    if (!BRANDS.contains(vm.path("brand").asText())) {
      throw Refusal.of(409, "BrandNotSupported", "brand is not supported");
    }
    if (vm.path("state").asText().equals("provisioning")) {
      throw Refusal.of(409, "UnallocatedVM", "the VM is being provisioned");
    }
    return begins.begun(
        asked,
        "reprovision-7.0.4",
        VmJobs.params(asked, uuid, image),
        List.of(
            new JobStep("common.validate_params", setting.step(), () -> "All parameters OK!"),
            new JobStep("cnapi.acquire_vm_ticket", setting.step(), () -> "Ticket acquired"),
            new JobStep(
                "cnapi.wait_task",
                setting.step(),
                () -> runsAgain(uuid, image, machines.reprovision(vm.path("alias").asText())))),
        () -> {});
  }

  private Answer delete(Asked asked, Map<String, String> words) {
    ObjectNode vm = existing(asked, words);
    String uuid = vm.path("uuid").asText();
    return begins.begun(
        asked,
        "destroy-7.0.5",
        VmJobs.params(asked, uuid, vm.path("image_uuid").asText()),
        List.of(
            new JobStep(
                "cnapi.destroy_vm",
                setting.step(),
                () -> {
                  if (VmRules.isActive(vm)) {
                    machines.destroy(vm.path("alias").asText());
                  }
                  destroyed(uuid);
                  return "VM is destroyed";
                })),
        () -> {});
  }

  private void destroyed(String uuid) {
    changes.change(
        uuid,
        vm ->
            vm.put("state", "destroyed")
                .put("zone_state", "destroyed")
                .put("destroyed", setting.clock().instant().toString()));
  }
}
