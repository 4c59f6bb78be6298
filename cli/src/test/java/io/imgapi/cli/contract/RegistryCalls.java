/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static io.imgapi.cli.contract.ClientCalls.ADMIN;
import static io.imgapi.cli.contract.ClientCalls.NONE;
import static io.imgapi.cli.contract.ClientCalls.OPERATOR;
import static io.imgapi.cli.contract.ClientCalls.PACKAGE;
import static io.imgapi.cli.contract.ClientCalls.fails;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.imgapi.triton.FieldError;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.napi.Network;
import io.imgapi.triton.papi.VmPackage;
import io.imgapi.triton.sapi.Application;
import io.imgapi.triton.sapi.SapiService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Calls of what is looked up: SAPI, PAPI, NAPI. */
final class RegistryCalls {
  private static final UUID SDC = UUID.fromString("0ea06617-9dff-41ec-9a05-000000000001");
  private static final UUID IMGAPI = UUID.fromString("5c1ac88b-0000-4000-8000-00000000ab01");
  private static final UUID OF_OTHERS = UUID.fromString("73a1ca34-1e30-48c7-8681-70314a9c67d7");

  private RegistryCalls() {}

  static void add(Map<String, ClientCalls.Check> calls) {
    sapi(calls);
    papi(calls);
    napi(calls);
  }

  private static void sapi(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "sapi/applications-of-no-such-name",
        clients -> assertThat(clients.sapi().applications("nothing-of-the-kind", false)).isEmpty());
    calls.put(
        "sapi/applications-sdc",
        clients -> {
          Application sdc = clients.sapi().applications("sdc", false).get(0);
          assertThat(sdc.uuid()).isEqualTo(SDC);
          assertThat(sdc.owner()).isEqualTo(ADMIN);
          assertThat(sdc.master()).isFalse();
          assertThat(sdc.metadata().path("VMAPI_SERVICE").asText())
              .isEqualTo("vmapi.testdc.example.com");
          assertThat(sdc.toString()).doesNotContain("not-to-be-shown");
        });
    calls.put(
        "sapi/applications-of-the-master-unavailable",
        clients -> {
          TritonException failure =
              fails(Kind.UNAVAILABLE, () -> clients.sapi().applications("manta", true));
          assertThat(failure.code()).isEqualTo("ServiceUnavailable");
        });
    calls.put(
        "sapi/applications-of-the-master-too",
        clients ->
            assertThat(clients.sapi().applications("manta", true))
                .extracting(application -> application.owner().toString())
                .containsExactly("d4bb1b60-9172-4c58-b964-fe58a9989710"));
    calls.put(
        "sapi/services-imgapi",
        clients -> {
          SapiService service = clients.sapi().services("imgapi", SDC).get(0);
          assertThat(service.uuid()).isEqualTo(IMGAPI);
          assertThat(service.application()).isEqualTo(SDC);
        });
    calls.put(
        "sapi/services-of-no-such-name",
        clients -> assertThat(clients.sapi().services("nothing", SDC)).isEmpty());
    calls.put(
        "sapi/service",
        clients -> {
          SapiService service = clients.sapi().service(IMGAPI);
          assertThat(service.name()).isEqualTo("imgapi");
          assertThat(service.metadata().path("SERVICE_NAME").asText()).isEqualTo("imgapi");
        });
    calls.put(
        "sapi/service-absent", clients -> fails(Kind.ABSENT, () -> clients.sapi().service(NONE)));
    calls.put(
        "sapi/service-metadata-updated-and-deleted",
        clients -> {
          SapiService changed =
              clients
                  .sapi()
                  .putMetadata(
                      IMGAPI,
                      JsonNodeFactory.instance
                          .objectNode()
                          .put("CONTRACT_TEXT", "a")
                          .put("CONTRACT_FLAG", true));
          assertThat(changed.metadata().path("CONTRACT_FLAG").isBoolean()).isTrue();
          SapiService removed =
              clients.sapi().removeMetadata(IMGAPI, List.of("CONTRACT_TEXT", "CONTRACT_FLAG"));
          assertThat(removed.metadata().has("CONTRACT_FLAG")).isFalse();
        });
    calls.put(
        "sapi/service-to-change-absent",
        clients -> {
          TritonException failure =
              fails(
                  Kind.ABSENT,
                  () ->
                      clients
                          .sapi()
                          .putMetadata(NONE, JsonNodeFactory.instance.objectNode().put("A", "b")));
          assertThat(failure.status()).hasValue(500);
          assertThat(failure.code()).isEmpty();
        });
  }

  private static void papi(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "papi/packages-by-name",
        clients -> {
          List<VmPackage> found = clients.papi().byName("sample-2G", OPERATOR);
          assertThat(found)
              .containsExactly(
                  new VmPackage(
                      PACKAGE,
                      "sample-2G",
                      "1.0.0",
                      true,
                      Optional.empty(),
                      Optional.empty(),
                      List.of(),
                      2048,
                      51200));
        });
    calls.put(
        "papi/packages-of-no-such-name",
        clients -> assertThat(clients.papi().byName("none*", OPERATOR)).isEmpty());
    calls.put(
        "papi/package",
        clients ->
            assertThat(clients.papi().byUuid(PACKAGE, OPERATOR).orElseThrow().name())
                .isEqualTo("sample-2G"));
    calls.put(
        "papi/package-absent",
        clients -> assertThat(clients.papi().byUuid(NONE, OPERATOR)).isEmpty());
    calls.put(
        "papi/package-of-others",
        clients -> assertThat(clients.papi().byUuid(OF_OTHERS, OPERATOR)).isEmpty());
  }

  private static void napi(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "napi/pools",
        clients ->
            assertThat(clients.napi().pools(OPERATOR))
                .containsExactly(
                    new Network(
                        UUID.fromString("e967a42b-312d-490c-b753-c4768d9f2091"),
                        "external-pool",
                        true,
                        "ipv4",
                        List.of("external"))));
    calls.put(
        "napi/networks",
        clients ->
            assertThat(clients.napi().networks(OPERATOR))
                .containsExactly(
                    new Network(
                        UUID.fromString("8ba8a35f-3eb3-496b-8103-8238eb40f9d0"),
                        "external",
                        false,
                        "ipv4",
                        List.of("external"))));
    calls.put(
        "napi/owner-refused",
        clients -> {
          TritonException failure = fails(Kind.REJECTED, () -> clients.napi().pools(OPERATOR));
          assertThat(failure.errors())
              .containsExactly(
                  new FieldError("provisionable_by", "InvalidParameter", "invalid UUID"));
        });
  }
}
