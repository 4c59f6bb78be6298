/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.vmapi.VmFields;
import java.util.Map;

/** What SAPI says of a data centre when it is new: triton-apis.md 1.2 and 2. */
final class SapiSeed {
  private static final String SDC = "0ea06617-9dff-41ec-9a05-000000000001";
  private static final String MANTA = "0ea06617-9dff-41ec-9a05-000000000002";
  private static final String IMGAPI = "5c1ac88b-0000-4000-8000-00000000ab01";
  private final Records applications;
  private final Records services;
  private final Records instances;

  SapiSeed(Records applications, Records services, Records instances) {
    this.applications = applications;
    this.services = services;
    this.instances = instances;
  }

  /**
   * The application of the data centre itself. What a client has put there stays.
   *
   * @param metadata what counts anew at each start; an empty value is one that is not there
   */
  void sdc(Map<String, String> metadata) {
    ObjectNode application =
        applications
            .get(SDC)
            .orElseGet(
                () -> {
                  ObjectNode made = named(SDC, "sdc").put("owner_uuid", TritonSandbox.ADMIN);
                  made.putObject("metadata").put("update_channel", "release");
                  return made;
                });
    ObjectNode now = (ObjectNode) application.path("metadata");
    metadata.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            now.remove(name);
          } else {
            now.put(name, value);
          }
        });
    applications.put(application);
  }

  /** Manta's application, which only names its owner; here or in the master's SAPI. */
  static void manta(Records has, Records hasNot) {
    if (has.get(MANTA).isEmpty()) {
      ObjectNode made = named(MANTA, "manta").put("owner_uuid", TritonSandbox.POSEIDON);
      made.putObject("metadata");
      has.put(made);
    }
    hasNot.remove(MANTA);
  }

  /** The service that IMGAPI's zones are instances of, with the one that there is. */
  void imgapi() {
    if (instances.isEmpty()) {
      ObjectNode instance = named(CoreMachines.IMGAPI, "imgapi0").put("service_uuid", IMGAPI);
      ((ObjectNode) instance.path("params")).put("server_uuid", VmFields.SERVER);
      instance.putObject("metadata");
      instances.put(instance);
    }
    if (services.get(IMGAPI).isPresent()) {
      return;
    }
    ObjectNode made = named(IMGAPI, "imgapi").put("application_uuid", SDC).put("type", "vm");
    ((ObjectNode) made.path("params"))
        .put("package_name", "sdc_imgapi")
        .put("image_uuid", Seed.IMGAPI_IMAGE)
        .put("delegate_dataset", true)
        .putObject("tags")
        .put("smartdc_role", "imgapi")
        .put("smartdc_type", "core");
    ((ObjectNode) made.path("manifests")).put("imgapi", "1a1a1a1a-0000-4000-8000-000000000002");
    made.putObject("metadata").put("SERVICE_NAME", "imgapi").put("STORAGE_MANTA_BASEDIR", "imgapi");
    services.put(made);
  }

  /** What that service's zones are configured with. */
  static JsonNode metadataOfImgapi(Records services) {
    return services
        .get(IMGAPI)
        .map(service -> service.path("metadata"))
        .orElseThrow(() -> new IllegalStateException("the service is seeded first"));
  }

  private static ObjectNode named(String uuid, String name) {
    ObjectNode made = JsonNodeFactory.instance.objectNode().put("uuid", uuid).put("name", name);
    made.putObject("params");
    made.putObject("manifests");
    return made;
  }
}
