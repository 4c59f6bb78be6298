/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Finds the services of a data centre, from SAPI, which a flag names or the configuration of a
 * headnode (triton-apis.md 1). Where the headnode is another machine, all connections begin there.
 */
public final class FindDatacenter {
  private static final Duration LIMIT = Duration.ofSeconds(20);
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
   * @throws ImgapiException {@code NOT_SET_UP} where nothing says where SAPI is, {@code
   *     REMOTE_UNAVAILABLE} where SAPI does not answer, {@code CONFIG_INVALID} where it does not
   *     tell enough
   */
  public TritonAccess open(DatacenterRequest request, Host host, String requestId) {
    TritonOptions options =
        TritonOptions.of(requestId, clock, sleeper)
            .over(host.sockets())
            .trusting(request.insecure() ? Trust.ANYBODY : Trust.AUTHORITIES);
    URI sapi = request.sapi().orElseGet(() -> sapiOf(host));
    Datacenter datacenter =
        new SdcMetadata(sdc(sapi, options).metadata())
            .datacenter(sapi, request.updates().orElse(Datacenter.UPDATES));
    return new TritonAccess(datacenter, options.through(datacenter.httpProxy()));
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
    } catch (TritonException e) {
      throw TritonFailures.of("SAPI cannot be asked for the data centre's services", e)
          .remedy("check the address, or name another with --sapi URL");
    }
  }

  private static URI sapiOf(Host host) {
    Host.Result result =
        host.run(Host.Command.of(LIMIT, "/usr/bin/bash", "/lib/sdc/config.sh", "-json"));
    if (result instanceof Host.Exited exited && exited.succeeded()) {
      String domain = sapiDomain(exited.out());
      if (!domain.isEmpty()) {
        return URI.create("http://" + domain);
      }
    }
    throw ImgapiException.of(
            ExitCode.NOT_SET_UP, "nothing says where the services of the data centre are")
        .remedy(
            "run it in the headnode's global zone, or with --headnode root@HOST, or name SAPI with"
                + " --sapi http://sapi.DATACENTER.DOMAIN");
  }

  private static String sapiDomain(String json) {
    try {
      JsonNode config = new ObjectMapper().readTree(json);
      return config.path("sapi_domain").asText();
    } catch (IOException e) {
      // The same as where it says nothing: the ways out are the same.
      return "";
    }
  }
}
