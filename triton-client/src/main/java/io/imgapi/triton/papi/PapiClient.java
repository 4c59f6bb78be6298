/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.papi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.http.Call;
import io.imgapi.triton.http.Reply;
import io.imgapi.triton.http.ServiceAddress;
import io.imgapi.triton.http.ServiceHttp;
import io.imgapi.triton.http.Values;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks PAPI (triton-apis.md 4). Every call may throw {@link TritonException}. */
public final class PapiClient implements AutoCloseable {
  private static final String NAME = "PAPI";
  private static final int PAGE = 500;
  private final ServiceHttp http;

  /** A client of the PAPI at {@code base}; nothing is connected yet. */
  public PapiClient(URI base, TritonOptions options) {
    http = new ServiceHttp(ServiceAddress.inside(NAME, base, "*"), options);
  }

  /** One package, active or not, that this owner may use; empty where there is none. */
  public Optional<VmPackage> byUuid(UUID uuid, UUID owner) {
    try {
      Call call = Call.get("/packages/" + uuid).with("owner_uuids", owner.toString());
      return Optional.of(vmPackage(new Values(NAME, http.call(call).body())));
    } catch (TritonException e) {
      if (e.kind() == TritonException.Kind.ABSENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Active packages of this very name that this owner may use, all versions, all pages. */
  public List<VmPackage> byName(String name, UUID owner) {
    List<VmPackage> all = new ArrayList<>();
    while (true) {
      Reply reply =
          http.call(
              Call.get("/packages")
                  .with("active", "true")
                  .with("name", name.replace("*", "{\\2a}"))
                  .with("owner_uuids", owner.toString())
                  .with("limit", Integer.toString(PAGE))
                  .with("offset", Integer.toString(all.size())));
      List<VmPackage> page = Values.each(NAME, reply.body(), PapiClient::vmPackage);
      all.addAll(page);
      if (isLast(page.size(), all.size(), reply)) {
        return all.stream().filter(found -> found.name().equals(name)).toList();
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /** Without a count that can be read, a page that is not full is the last. */
  private static boolean isLast(int page, int soFar, Reply reply) {
    try {
      long count = Long.parseLong(reply.header("x-resource-count").orElse(""));
      return page == 0 || soFar >= count;
    } catch (NumberFormatException e) {
      return page < PAGE;
    }
  }

  private static VmPackage vmPackage(Values values) {
    return new VmPackage(
        values.uuid("uuid"),
        values.text("name"),
        values.text("version"),
        values.isTrue("active"),
        values.optional("brand"),
        values.optional("os"),
        values.uuids("owner_uuids"),
        values.json().path("max_physical_memory").asLong(),
        values.json().path("quota").asLong());
  }
}
