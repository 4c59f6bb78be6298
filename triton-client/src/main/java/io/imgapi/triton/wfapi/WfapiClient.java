/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks about jobs (triton-apis.md 9). Every call may throw {@link TritonException}. */
public final class WfapiClient implements AutoCloseable {

  /** A client of the workflow service at {@code base}; nothing is connected yet. */
  public WfapiClient(URI base, TritonOptions options) {}

  /** One job. */
  public Job job(UUID job) {
    throw new UnsupportedOperationException();
  }

  /**
   * Jobs that match, all pages of them.
   *
   * @param filters for example {@code task}, {@code vm_uuid}, {@code image_uuid}
   */
  public List<Job> jobs(Execution execution, Map<String, String> filters) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
