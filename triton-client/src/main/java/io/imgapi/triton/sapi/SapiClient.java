/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.sapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.http.Call;
import io.imgapi.triton.http.Reply;
import io.imgapi.triton.http.ServiceAddress;
import io.imgapi.triton.http.ServiceHttp;
import io.imgapi.triton.http.Values;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Asks and changes SAPI (triton-apis.md 2). Every call may throw {@link TritonException}. */
public final class SapiClient implements AutoCloseable {
  private static final String NAME = "SAPI";
  private final ServiceHttp http;

  /** A client of the SAPI at {@code base}; nothing is connected yet. */
  public SapiClient(URI base, TritonOptions options) {
    http = new ServiceHttp(ServiceAddress.inside(NAME, base, "~2"), options);
  }

  /** Applications of this name; none is an empty list (2.1). */
  public List<Application> applications(String name, boolean includeMaster) {
    Call call = Call.get("/applications").with("name", name);
    return Values.each(
        NAME,
        http.call(includeMaster ? call.with("include_master", "true") : call).body(),
        SapiClient::application);
  }

  /** Services of this name of an application; none is an empty list (2.2). */
  public List<SapiService> services(String name, UUID application) {
    return Values.each(
        NAME,
        http.call(
                Call.get("/services")
                    .with("name", name)
                    .with("application_uuid", application.toString()))
            .body(),
        SapiClient::service);
  }

  /** One service (2.2). */
  public SapiService service(UUID service) {
    return service(new Values(NAME, http.call(Call.get("/services/" + service)).body()));
  }

  /**
   * Sets these keys of a service's metadata and leaves the others as they are (2.3). Safe to
   * repeat.
   *
   * @return the service as it is then
   */
  public SapiService putMetadata(UUID service, ObjectNode values) {
    return change(service, "update", values);
  }

  /** Takes these keys out of a service's metadata; absent ones do not matter. Safe to repeat. */
  public SapiService removeMetadata(UUID service, Collection<String> keys) {
    ObjectNode values = http.mapper().createObjectNode();
    keys.forEach(key -> values.put(key, ""));
    return change(service, "delete", values);
  }

  @Override
  public void close() {
    http.close();
  }

  private SapiService change(UUID service, String action, ObjectNode metadata) {
    ObjectNode body = http.mapper().createObjectNode().put("action", action);
    body.set("metadata", metadata);
    Reply reply = http.call(Call.put("/services/" + service).saying(body).hiding(metadata));
    return service(new Values(NAME, reply.body()));
  }

  private static Application application(Values values) {
    return new Application(
        values.uuid("uuid"),
        values.text("name"),
        values.uuid("owner_uuid"),
        values.object("metadata"),
        values.isTrue("master"));
  }

  private static SapiService service(Values values) {
    return new SapiService(
        values.uuid("uuid"),
        values.text("name"),
        values.uuid("application_uuid"),
        values.object("metadata"));
  }
}
