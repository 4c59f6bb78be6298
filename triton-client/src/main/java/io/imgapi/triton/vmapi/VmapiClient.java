/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.vmapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.http.Call;
import io.imgapi.triton.http.Reply;
import io.imgapi.triton.http.ServiceAddress;
import io.imgapi.triton.http.ServiceHttp;
import io.imgapi.triton.http.Values;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.Job;
import io.imgapi.triton.wfapi.JobReading;
import io.imgapi.triton.wfapi.JobRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks and changes VMAPI (triton-apis.md 8). Every call may throw {@link TritonException}. */
public final class VmapiClient implements AutoCloseable {
  private static final String NAME = "VMAPI";
  private static final int PAGE = 1000;
  private final ServiceHttp http;

  /** A client of the VMAPI at {@code base}; nothing is connected yet. */
  public VmapiClient(URI base, TritonOptions options) {
    http = new ServiceHttp(ServiceAddress.inside(NAME, base, "*"), options);
  }

  /**
   * One VM; one that was destroyed is still there (8.3).
   *
   * @param sync asks its compute node first: slower, and current
   */
  public Vm vm(UUID vm, boolean sync) {
    Call call = Call.get("/vms/" + vm);
    return vm(new Values(NAME, http.call(sync ? call.with("sync", "true") : call).body()));
  }

  /**
   * VMs that match, all pages of them (8.4): {@code owner_uuid}, {@code alias}, {@code state},
   * {@code tag.K}.
   */
  public List<Vm> vms(Map<String, String> filters) {
    List<Vm> all = new ArrayList<>();
    for (int offset = 0; ; offset += PAGE) {
      Call call =
          Call.get("/vms")
              .with("limit", Integer.toString(PAGE))
              .with("offset", Integer.toString(offset));
      for (Map.Entry<String, String> filter : filters.entrySet()) {
        call = call.with(filter.getKey(), filter.getValue());
      }
      List<Vm> page = Values.each(NAME, http.call(call).body(), VmapiClient::vm);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  /**
   * Begins to make a VM (8.1). Never repeated unasked: where the answer is lost, {@link
   * TritonException#mayHaveHappened} is true, and {@link #vm} with its uuid tells.
   */
  public JobRef create(NewVm vm) {
    ObjectNode body =
        http.mapper()
            .createObjectNode()
            .put("uuid", vm.uuid().toString())
            .put("alias", vm.alias())
            .put("owner_uuid", vm.owner().toString())
            .put("billing_id", vm.billing().toString());
    body.putArray("networks").addObject().put("uuid", vm.network().toString());
    body.put("brand", vm.brand())
        .put("image_uuid", vm.image().toString())
        .put("delegate_dataset", vm.delegateDataset());
    body.set("tags", vm.tags());
    body.set("customer_metadata", vm.customerMetadata());
    return begun(http.call(Call.post("/vms").saying(body).hiding(vm.customerMetadata())));
  }

  /** Begins to replace a VM's root by another image (8.2). Never repeated unasked. */
  public JobRef reprovision(UUID vm, UUID image) {
    ObjectNode body = http.mapper().createObjectNode().put("image_uuid", image.toString());
    return begun(http.call(Call.post("/vms/" + vm).with("action", "reprovision").saying(body)));
  }

  /** A VM's jobs (8.5). */
  public List<Job> jobs(UUID vm, Execution execution) {
    return Values.each(
        NAME,
        http.call(Call.get("/vms/" + vm + "/jobs").with("execution", execution.wireName())).body(),
        JobReading::of);
  }

  @Override
  public void close() {
    http.close();
  }

  private static JobRef begun(Reply reply) {
    Values values = new Values(NAME, reply.body());
    return new JobRef(
        values.uuid("job_uuid"),
        values.uuid("vm_uuid"),
        Values.address(reply.header("workflow-api")));
  }

  private static Vm vm(Values values) {
    return new Vm(
        values.uuid("uuid"),
        values.optional("alias").orElse(""),
        values.uuid("owner_uuid"),
        values.optionalUuid("image_uuid"),
        values.optional("billing_id").orElse(""),
        values.optional("brand").orElse(""),
        values.text("state"),
        datasets(values),
        nics(values.json().path("nics")),
        values.object("tags"),
        values.object("customer_metadata"),
        values.optionalUuid("server_uuid"));
  }

  private static List<String> datasets(Values values) {
    JsonNode datasets = values.json().path("datasets");
    return datasets.isArray() ? values.texts("datasets") : List.of();
  }

  private static List<Nic> nics(JsonNode nics) {
    List<Nic> all = new ArrayList<>();
    for (JsonNode nic : nics) {
      all.add(
          new Nic(
              nic.path("ip").asText(),
              nic.path("nic_tag").asText(),
              nic.path("primary").asBoolean()));
    }
    return List.copyOf(all);
  }
}
