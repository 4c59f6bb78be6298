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
      Records images, Records packages, Supplier<URI> workflow, Duration step, Clock clock) {}

  private VmapiRoutes(Records vms, Jobs jobs, Machines machines, Setting setting) {
    this.vms = vms;
    this.jobs = jobs;
    this.machines = machines;
    this.begins = new VmJobs(jobs, setting.workflow());
    this.sync = new VmSync(vms, machines);
    this.rules = new VmRules(vms, setting.images(), setting.packages());
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
    return new VmMetadata(vms, machines, vmapi.begins, setting.step()).on(routes);
  }

  /** The jobs that were to make these VMs ended with the process; nobody will make them now. */
  private void giveUpWhatWasCutOff() {
    for (ObjectNode vm : vms.all()) {
      if (vm.path("state").asText().equals("provisioning")) {
        String uuid = vm.path("uuid").asText();
        machines.discard(uuid, vm.path("alias").asText());
        state(uuid, "failed");
      }
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

  private ObjectNode existing(String uuid) {
    return vms.get(uuid).orElseThrow(() -> Refusal.absent("VM not found"));
  }

  private Answer get(Asked asked, Map<String, String> words) {
    ObjectNode vm = existing(words.get("uuid"));
    if (asked.parameter("sync").equals(Optional.of("true"))) {
      return Answer.ok(sync.of(vm));
    }
    return Answer.ok(vm);
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
    return begins.begun(
        "provision-7.2.4",
        uuid,
        VmJobs.params(asked, uuid, wanted.path("image_uuid").asText()),
        List.of(
            new JobStep("common.validate_params", setting.step(), () -> "All parameters OK!"),
            new JobStep("imgapi.ensure_image", setting.step(), () -> "Image is installed"),
            new JobStep(
                "cnapi.provision_vm",
                setting.step(),
                () -> runs(uuid, machines.create(uuid, alias, texts(vm))))),
        () -> state(uuid, "failed"));
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
    vm.putArray("snapshots");
    vm.putObject("internal_metadata");
    return vm.put("state", "provisioning")
        .put("zone_state", "provisioning")
        .put("server_uuid", "44454c4c-5300-1057-804e-b5c04f4b3258")
        .put("create_timestamp", setting.clock().instant().toString())
        .putNull("destroyed");
  }

  private static Map<String, String> texts(ObjectNode vm) {
    Map<String, String> texts = new LinkedHashMap<>();
    vm.path("customer_metadata")
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private String runs(String uuid, Machines.Running machine) {
    vms.change(
        uuid,
        vm -> {
          ArrayNode nics = vm.putArray("nics");
          nics.addObject()
              .put("interface", "net0")
              .put("nic_tag", "external")
              // The zones of a sandbox share one address, so the port belongs to it.
              .put("ip", machine.address())
              .put("primary", true);
          return vm.put("state", "running").put("zone_state", "running");
        });
    return "VM is running";
  }

  private void state(String uuid, String state) {
    vms.change(uuid, vm -> vm.put("state", state).put("zone_state", state));
  }

  private Answer act(Asked asked, Map<String, String> words) {
    ObjectNode vm = existing(words.get("uuid"));
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
        "reprovision-7.0.4",
        uuid,
        VmJobs.params(asked, uuid, image),
        List.of(
            new JobStep("common.validate_params", setting.step(), () -> "All parameters OK!"),
            new JobStep("cnapi.acquire_vm_ticket", setting.step(), () -> "Ticket acquired"),
            new JobStep(
                "cnapi.wait_task",
                setting.step(),
                () -> {
                  Machines.Running machine = machines.reprovision(vm.path("alias").asText());
                  vms.change(uuid, now -> now.put("image_uuid", image));
                  return runs(uuid, machine);
                })),
        () -> {});
  }

  private Answer delete(Asked asked, Map<String, String> words) {
    ObjectNode vm = existing(words.get("uuid"));
    String uuid = vm.path("uuid").asText();
    return begins.begun(
        "destroy-7.0.5",
        uuid,
        VmJobs.params(asked, uuid, vm.path("image_uuid").asText()),
        List.of(
            new JobStep(
                "cnapi.destroy_vm",
                setting.step(),
                () -> {
                  if (VmRules.isActive(vm)) {
                    machines.destroy(vm.path("alias").asText());
                  }
                  state(uuid, "destroyed");
                  return "VM is destroyed";
                })),
        () -> {});
  }
}
