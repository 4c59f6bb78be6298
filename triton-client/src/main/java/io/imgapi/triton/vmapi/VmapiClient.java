/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.vmapi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.Job;
import io.imgapi.triton.wfapi.JobRef;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks and changes VMAPI (triton-apis.md 8). Every call may throw {@link TritonException}. */
public final class VmapiClient implements AutoCloseable {

  /** A client of the VMAPI at {@code base}; nothing is connected yet. */
  public VmapiClient(URI base, TritonOptions options) {}

  /**
   * One VM; one that was destroyed is still there (8.3).
   *
   * @param sync asks its compute node first: slower, and current
   */
  public Vm vm(UUID vm, boolean sync) {
    throw new UnsupportedOperationException();
  }

  /**
   * VMs that match, all pages of them (8.4): {@code owner_uuid}, {@code alias}, {@code state},
   * {@code tag.K}.
   */
  public List<Vm> vms(Map<String, String> filters) {
    throw new UnsupportedOperationException();
  }

  /**
   * Begins to make a VM (8.1). Never repeated unasked: where the answer is lost, {@link
   * TritonException#mayHaveHappened} is true, and {@link #vm} with its uuid tells.
   */
  public JobRef create(NewVm vm) {
    throw new UnsupportedOperationException();
  }

  /** Begins to replace a VM's root by another image (8.2). Never repeated unasked. */
  public JobRef reprovision(UUID vm, UUID image) {
    throw new UnsupportedOperationException();
  }

  /** A VM's jobs (8.5). */
  public List<Job> jobs(UUID vm, Execution execution) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
