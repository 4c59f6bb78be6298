/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.datacenter.Datacenter;
import io.imgapi.triton.images.ImagesClient;
import io.imgapi.triton.napi.NapiClient;
import io.imgapi.triton.papi.PapiClient;
import io.imgapi.triton.sapi.SapiClient;
import io.imgapi.triton.ufds.UfdsClient;
import io.imgapi.triton.vmapi.VmapiClient;
import io.imgapi.triton.wfapi.JobWatcher;
import io.imgapi.triton.wfapi.WfapiClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The services of one data centre for one command: each client is made when it is first asked for,
 * and all are closed together. For one thread.
 */
public final class TritonAccess implements AutoCloseable {
  private final Datacenter datacenter;
  private final TritonOptions options;
  private final Map<String, AutoCloseable> opened = new LinkedHashMap<>();

  /** Nothing is connected yet. */
  public TritonAccess(Datacenter datacenter, TritonOptions options) {
    this.datacenter = datacenter;
    this.options = options;
  }

  /** Where everything is. */
  public Datacenter datacenter() {
    return datacenter;
  }

  /** How everything is called. */
  public TritonOptions options() {
    return options;
  }

  /** Configuration of services. */
  public SapiClient sapi() {
    return opened("sapi", SapiClient.class, () -> new SapiClient(datacenter.sapi(), options));
  }

  /** Virtual machines. */
  public VmapiClient vmapi() {
    return opened("vmapi", VmapiClient.class, () -> new VmapiClient(datacenter.vmapi(), options));
  }

  /** Jobs. */
  public WfapiClient workflow() {
    return opened(
        "workflow", WfapiClient.class, () -> new WfapiClient(datacenter.workflow(), options));
  }

  /** Watches jobs. */
  public JobWatcher watcher() {
    return new JobWatcher(workflow(), options);
  }

  /** Packages. */
  public PapiClient papi() {
    return opened("papi", PapiClient.class, () -> new PapiClient(datacenter.papi(), options));
  }

  /** Networks. */
  public NapiClient napi() {
    return opened("napi", NapiClient.class, () -> new NapiClient(datacenter.napi(), options));
  }

  /** Images of the data centre. */
  public ImagesClient images() {
    return opened(
        "images",
        ImagesClient.class,
        () -> ImagesClient.ofDatacenter(datacenter.imgapi(), options));
  }

  /** Images of the updates server. */
  public ImagesClient updates() {
    return opened(
        "updates", ImagesClient.class, () -> ImagesClient.ofUpdates(datacenter.updates(), options));
  }

  /** Accounts and keys, for reading. */
  public UfdsClient ufds() {
    return opened("ufds", UfdsClient.class, () -> new UfdsClient(datacenter.ufds(), options));
  }

  /** Accounts and keys, for changes (triton-apis.md 3.3). */
  public UfdsClient masterUfds() {
    return opened(
        "masterUfds", UfdsClient.class, () -> new UfdsClient(datacenter.masterUfds(), options));
  }

  private <T extends AutoCloseable> T opened(String name, Class<T> type, Supplier<T> make) {
    return type.cast(opened.computeIfAbsent(name, unopened -> make.get()));
  }

  /** Closes every client that was made. */
  @Override
  public void close() {
    for (AutoCloseable client : opened.values()) {
      try {
        client.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing a client cannot fail", e);
      }
    }
    opened.clear();
  }
}
