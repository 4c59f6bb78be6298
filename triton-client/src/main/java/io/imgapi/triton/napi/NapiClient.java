/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.napi;

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
import java.util.UUID;
import java.util.function.Function;

/** Asks NAPI (triton-apis.md 5). Every call may throw {@link TritonException}. */
public final class NapiClient implements AutoCloseable {
  private static final String NAME = "NAPI";
  private static final int PAGE = 1000;
  private final ServiceHttp http;

  /** A client of the NAPI at {@code base}; nothing is connected yet. */
  public NapiClient(URI base, TritonOptions options) {
    http = new ServiceHttp(ServiceAddress.inside(NAME, base, "*"), options);
  }

  /** Pools that this owner may use, all pages, by uuid. */
  public List<Network> pools(UUID owner) {
    return pages(
        Call.get("/network_pools").with("provisionable_by", owner.toString()), NapiClient::pool);
  }

  /** Networks that this owner may use and that are no fabrics, all pages, by name. */
  public List<Network> networks(UUID owner) {
    return pages(
        Call.get("/networks").with("provisionable_by", owner.toString()).with("fabric", "false"),
        NapiClient::network);
  }

  @Override
  public void close() {
    http.close();
  }

  private List<Network> pages(Call call, Function<Values, Network> read) {
    List<Network> all = new ArrayList<>();
    while (true) {
      Reply reply =
          http.call(
              call.with("limit", Integer.toString(PAGE))
                  .with("offset", Integer.toString(all.size())));
      List<Network> page = Values.each(NAME, reply.body(), read);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  /** The tag of a pool is only the first of those present (triton-apis.md 5). */
  private static Network pool(Values values) {
    List<String> tags = values.texts("nic_tags_present");
    return of(values, true, tags.isEmpty() ? values.optional("nic_tag").stream().toList() : tags);
  }

  private static Network network(Values values) {
    return of(values, false, values.optional("nic_tag").stream().toList());
  }

  private static Network of(Values values, boolean pool, List<String> tags) {
    return new Network(
        values.uuid("uuid"),
        values.text("name"),
        pool,
        values.optional("family").orElse("ipv4"),
        tags);
  }
}
