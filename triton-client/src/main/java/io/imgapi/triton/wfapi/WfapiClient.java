/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.http.Call;
import io.imgapi.triton.http.ServiceAddress;
import io.imgapi.triton.http.ServiceHttp;
import io.imgapi.triton.http.Values;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks about jobs (triton-apis.md 9). Every call may throw {@link TritonException}. */
public final class WfapiClient implements AutoCloseable {
  private static final String NAME = "WFAPI";
  private static final int PAGE = 1000;
  private final ServiceHttp http;

  /** A client of the workflow service at {@code base}; nothing is connected yet. */
  public WfapiClient(URI base, TritonOptions options) {
    http = new ServiceHttp(ServiceAddress.inside(NAME, base, "*"), options);
  }

  /** One job. */
  public Job job(UUID job) {
    return JobReading.of(new Values(NAME, http.call(Call.get("/jobs/" + job)).body()));
  }

  /** The same asked once, and given up after this time. */
  public Job job(UUID job, Duration limit) {
    Call call = Call.get("/jobs/" + job).onceWithin(limit);
    return JobReading.of(new Values(NAME, http.call(call).body()));
  }

  /**
   * Jobs that match, all pages of them.
   *
   * @param filters for example {@code task}, {@code vm_uuid}, {@code image_uuid}
   */
  public List<Job> jobs(Execution execution, Map<String, String> filters) {
    List<Job> all = new ArrayList<>();
    for (int offset = 0; ; offset += PAGE) {
      Call call =
          Call.get("/jobs")
              .with("execution", execution.wireName())
              .with("limit", Integer.toString(PAGE))
              .with("offset", Integer.toString(offset));
      for (Map.Entry<String, String> filter : filters.entrySet()) {
        call = call.with(filter.getKey(), filter.getValue());
      }
      List<Job> page = Values.each(NAME, http.call(call).body(), JobReading::of);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
