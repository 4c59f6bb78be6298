/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.ssh.SshLogin;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data centre a command works on, and how it is reached. */
public final class DatacenterOptions implements Documented {
  @Option(
      names = "--sapi",
      paramLabel = "URL",
      description =
          "SAPI of the data centre, which names all other services (IMGAPI_SAPI_URL; default: what"
              + " the headnode's configuration says).")
  private Optional<URI> sapi;

  @Option(
      names = "--headnode",
      paramLabel = "[USER@]HOST[:PORT]",
      description =
          "Reach the services from that machine, over SSH (IMGAPI_HEADNODE; default: from this"
              + " machine). Names mean what they mean there.")
  private Optional<String> headnode;

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.HEADNODE)
        .ends(ExitCode.AUTH_REFUSED, "a service refused the request")
        .ends(
            ExitCode.CONFIG_INVALID,
            "the data centre is not configured as it must be, or a file is wrong")
        .ends(ExitCode.REMOTE_UNAVAILABLE, "a machine or a service does not answer");
  }

  /** Opens the data centre; to be closed by the caller. */
  TritonAccess open(Datacenters datacenters, SshOptions ssh) {
    return open(datacenters, ssh, Optional.empty(), false);
  }

  /** Opens the data centre with a server for images of Triton itself. */
  TritonAccess open(Datacenters datacenters, SshOptions ssh, UpdatesOptions updates) {
    return open(datacenters, ssh, updates.url(), updates.insecure());
  }

  private TritonAccess open(
      Datacenters datacenters, SshOptions ssh, Optional<URI> updates, boolean insecure) {
    return datacenters.open(
        new DatacenterRequest(
            sapi.map(url -> ServiceUrl.required("--sapi", url)), updates, insecure),
        headnode(ssh));
  }

  /** The machine where connections begin; empty: this one. */
  Optional<SshLogin> headnode(SshOptions ssh) {
    return headnode.map(named -> ssh.login("--headnode", named));
  }
}
