/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.triton.Sleeper;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.datacenter.Datacenter;
import io.imgapi.triton.imgapi.Trust;
import io.imgapi.triton.sapi.Application;
import io.imgapi.triton.sapi.SapiClient;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * Finds the services of a data centre, from SAPI, which a flag names or the configuration of a
 * headnode or of a zone of the image service (triton-apis.md 1). Where the headnode is another
 * machine, all connections begin there.
 */
public final class FindDatacenter {
  private final Clock clock;
  private final Sleeper sleeper;

  /** Finds with this time. */
  public FindDatacenter(Clock clock, Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * The data centre, ready to be asked; to be closed by the caller.
   *
   * @param host the headnode, or whichever machine reaches the services
   * @param requestId one for the whole command
   * @throws ImgapiException {@code NOT_SET_UP} where nothing says where SAPI is, {@code FAILED}
   *     where the machine cannot be asked, {@code REMOTE_UNAVAILABLE} where SAPI does not answer,
   *     {@code CONFIG_INVALID} where either does not tell enough
   */
  public TritonAccess open(DatacenterRequest request, Host host, String requestId) {
    TritonOptions options =
        TritonOptions.of(requestId, clock, sleeper)
            .over(host.sockets())
            .trusting(request.insecure() ? Trust.ANYBODY : Trust.AUTHORITIES);
    List<URI> addresses =
        request.sapi().map(List::of).orElseGet(() -> new ConfiguredSapi(host).addresses());
    Found found = sdc(addresses, options);
    Datacenter datacenter =
        new SdcMetadata(found.sdc().metadata())
            .datacenter(found.sapi(), request.updates().orElse(Datacenter.UPDATES));
    return new TritonAccess(datacenter, options.through(datacenter.httpProxy()));
  }

  private record Found(URI sapi, Application sdc) {}

  private static Found sdc(List<URI> addresses, TritonOptions options) {
    for (int i = 0; ; i++) {
      try {
        return new Found(addresses.get(i), sdc(addresses.get(i), options));
      } catch (TritonException e) {
        // Its name says nothing where names are not resolved; its address may still answer.
        if (e.kind() != TritonException.Kind.UNREACHABLE || i == addresses.size() - 1) {
          throw TritonFailures.of("SAPI cannot be asked for the data centre's services", e)
              .remedy("check the address, or name another with --sapi URL");
        }
      }
    }
  }

  private static Application sdc(URI sapi, TritonOptions options) {
    try (SapiClient client = new SapiClient(sapi, options)) {
      List<Application> found = client.applications("sdc", false);
      if (found.size() != 1) {
        throw ImgapiException.of(
                ExitCode.CONFIG_INVALID,
                "SAPI has " + found.size() + " applications of the name sdc, and there must be one")
            .with("SAPI", sapi.toString())
            .remedy("check the address; a data centre has exactly one");
      }
      return found.get(0);
    }
  }
}
