/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static io.imgapi.cli.contract.ClientCalls.AGAIN;
import static io.imgapi.cli.contract.ClientCalls.JOB;
import static io.imgapi.cli.contract.ClientCalls.LOCAL_IMAGE;
import static io.imgapi.cli.contract.ClientCalls.NONE;
import static io.imgapi.cli.contract.ClientCalls.OPERATOR;
import static io.imgapi.cli.contract.ClientCalls.OTHER_VM;
import static io.imgapi.cli.contract.ClientCalls.PACKAGE;
import static io.imgapi.cli.contract.ClientCalls.VM;
import static io.imgapi.cli.contract.ClientCalls.fails;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.FieldError;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.vmapi.NewVm;
import io.imgapi.triton.vmapi.Nic;
import io.imgapi.triton.vmapi.Vm;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.Job;
import io.imgapi.triton.wfapi.JobRef;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Calls of what is at work: VMAPI, WFAPI. */
final class MachineCalls {
  private static final UUID NETWORK = UUID.fromString("8ba8a35f-3eb3-496b-8103-8238eb40f9d0");
  private static final UUID FAILED = UUID.fromString("6ad3a288-0000-4000-8000-000000000001");
  private static final Optional<URI> WORKFLOW =
      Optional.of(URI.create("http://workflow.testdc.example.com"));

  private MachineCalls() {}

  static void add(Map<String, ClientCalls.Check> calls) {
    vmapi(calls);
    workflow(calls);
  }

  private static NewVm vm(UUID uuid, String alias, UUID billing, UUID image) {
    ObjectNode metadata =
        JsonNodeFactory.instance
            .objectNode()
            .put("user-script", "/opt/smartdc/boot/standalone/user-script");
    return new NewVm(
        uuid,
        alias,
        OPERATOR,
        billing,
        NETWORK,
        "joyent",
        image,
        true,
        JsonNodeFactory.instance.objectNode().put("triton.cns.services", "imagesjo"),
        metadata);
  }

  private static void vmapi(Map<String, ClientCalls.Check> calls) {
    calls.put("vmapi/life-of-a-vm", MachineCalls::life);
    calls.put(
        "vmapi/vm-that-cannot-be",
        clients -> {
          TritonException failure =
              fails(
                  Kind.REJECTED,
                  () -> clients.vmapi().create(vm(OTHER_VM, "contract1", NONE, NONE)));
          assertThat(failure.code()).isEqualTo("ValidationFailed");
          assertThat(failure.mayHaveHappened()).isFalse();
          assertThat(failure.errors())
              .extracting(FieldError::field)
              .containsExactly("image_uuid", "billing_id");
        });
    calls.put(
        "vmapi/vm-begun-while-workflow-is-away",
        clients -> {
          TritonException failure =
              fails(
                  Kind.UNAVAILABLE,
                  () -> clients.vmapi().create(vm(VM, "contract0", PACKAGE, LOCAL_IMAGE)));
          assertThat(failure.mayHaveHappened()).isFalse();
        });
    calls.put(
        "vmapi/answer-of-a-proxy",
        clients -> {
          TritonException failure =
              fails(
                  Kind.UNAVAILABLE,
                  () -> clients.vmapi().create(vm(VM, "contract0", PACKAGE, LOCAL_IMAGE)));
          assertThat(failure.mayHaveHappened()).as("nobody knows").isTrue();
          assertThat(failure.requestId()).contains(Clients.REQUEST);
        });
    calls.put(
        "vmapi/reprovision-refused",
        clients -> {
          for (String code : new String[] {"BrandNotSupported", "UnallocatedVM"}) {
            TritonException failure =
                fails(Kind.REJECTED, () -> clients.vmapi().reprovision(VM, LOCAL_IMAGE));
            assertThat(failure.code()).isEqualTo(code);
          }
        });
    calls.put(
        "vmapi/vm-absent", clients -> fails(Kind.ABSENT, () -> clients.vmapi().vm(NONE, false)));
    calls.put(
        "vmapi/vms-none",
        clients ->
            assertThat(clients.vmapi().vms(Map.of("tag.manta_role", "nothing-of-the-kind")))
                .isEmpty());
    calls.put(
        "vmapi/vms-by-an-unknown-parameter",
        clients -> {
          TritonException failure =
              fails(Kind.REJECTED, () -> clients.vmapi().vms(Map.of("colour", "red")));
          assertThat(failure.errors().get(0).field()).isEqualTo("colour");
        });
    calls.put(
        "vmapi/reprovision-of-absent-vm",
        clients -> fails(Kind.ABSENT, () -> clients.vmapi().reprovision(NONE, LOCAL_IMAGE)));
  }

  private static void life(Clients clients) {
    assertThat(clients.vmapi().create(vm(VM, "contract0", PACKAGE, LOCAL_IMAGE)))
        .isEqualTo(new JobRef(UUID.fromString(JOB), VM, WORKFLOW));
    TritonException taken =
        fails(
            Kind.REJECTED,
            () -> clients.vmapi().create(vm(OTHER_VM, "contract0", PACKAGE, LOCAL_IMAGE)));
    assertThat(taken.errors())
        .containsExactly(
            new FieldError("alias", "Duplicate", "Already exists for this owner_uuid"));
    Job job = clients.workflow().job(UUID.fromString(JOB));
    assertThat(job.execution()).isEqualTo(Execution.SUCCEEDED);
    assertThat(job.params()).containsEntry("task", "provision");
    assertThat(job.failure()).isEmpty();
    Vm vm = clients.vmapi().vm(VM, true);
    assertThat(vm.state()).isEqualTo("running");
    assertThat(vm.image()).contains(LOCAL_IMAGE);
    assertThat(vm.datasets()).containsExactly("zones/" + VM + "/data");
    assertThat(vm.primaryNic()).contains(new Nic("10.99.99.20", "external", true));
    assertThat(vm.metadata("user-script")).contains("/opt/smartdc/boot/standalone/user-script");
    assertThat(clients.vmapi().vms(Map.of("alias", "contract0")))
        .extracting(Vm::uuid)
        .containsExactly(VM);
    assertThat(clients.vmapi().vms(Map.of("tag.triton.cns.services", "imagesjo"))).hasSize(1);
    assertThat(clients.vmapi().jobs(VM, Execution.SUCCEEDED))
        .extracting(Job::name)
        .containsExactly("provision-7.2.4");
    assertThat(clients.vmapi().reprovision(VM, LOCAL_IMAGE).job().toString()).isEqualTo(AGAIN);
    assertThat(clients.workflow().job(UUID.fromString(AGAIN)).name())
        .isEqualTo("reprovision-7.0.4");
    assertThat(
            clients
                .workflow()
                .jobs(Execution.SUCCEEDED, Map.of("vm_uuid", VM.toString(), "task", "reprovision")))
        .hasSize(1);
  }

  private static void workflow(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "workflow/job-absent",
        clients -> {
          TritonException failure = fails(Kind.ABSENT, () -> clients.workflow().job(NONE));
          assertThat(failure.requestId()).contains("anything");
        });
    calls.put(
        "workflow/job-failed",
        clients -> {
          Job job = clients.workflow().job(FAILED);
          assertThat(job.execution()).isEqualTo(Execution.FAILED);
          assertThat(job.failure()).contains("cnapi.wait_task: no space is left");
          assertThat(job.done())
              .extracting(Job.Task::result)
              .isEqualTo(List.of("All parameters OK!", ""));
          assertThat(clients.workflow().job(FAILED).failure())
              .contains("cnapi.wait_task: task timeout error");
        });
    calls.put(
        "workflow/jobs-none",
        clients ->
            assertThat(
                    clients
                        .workflow()
                        .jobs(
                            Execution.RUNNING,
                            Map.of("task", "import-remote-image", "image_uuid", NONE.toString())))
                .isEmpty());
    calls.put(
        "workflow/jobs-that-wait",
        clients -> {
          TritonException failure =
              fails(Kind.CONFLICT, () -> clients.workflow().jobs(Execution.WAITING, Map.of()));
          assertThat(failure.status()).hasValue(409);
        });
    calls.put(
        "workflow/not-connected",
        clients -> fails(Kind.UNAVAILABLE, () -> clients.workflow().job(FAILED)));
  }
}
