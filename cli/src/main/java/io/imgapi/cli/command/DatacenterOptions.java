/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.ssh.SshLogin;
import io.imgapi.core.ssh.SshTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data centre a command works on, and how it is reached. */
public final class DatacenterOptions {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Option(
      names = "--sapi",
      paramLabel = "URL",
      description =
          "SAPI of the data centre, which names all other services (IMGAPI_SAPI_URL; default: what"
              + " the headnode's configuration says).")
  private Optional<URI> sapi;

  @Option(
      names = "--updates",
      paramLabel = "URL",
      description = "The updates server (IMGAPI_UPDATES_URL; default: the public one of Triton).")
  private Optional<URI> updates;

  @Option(
      names = "--headnode",
      paramLabel = "[USER@]HOST[:PORT]",
      description =
          "Reach the services from that machine, over SSH (IMGAPI_HEADNODE; default: from this"
              + " machine). Names mean what they mean there.")
  private Optional<String> headnode;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description = "Log in to the headnode with this private key only.")
  private Optional<Path> identity;

  @Option(
      names = "--known-hosts",
      paramLabel = "FILE",
      description = "Read host keys from FILE besides ~/.ssh/known_hosts.")
  private Optional<Path> knownHosts;

  @Option(
      names = "--accept-host-key",
      paramLabel = "SHA256:...",
      description = "Accept the headnode's host key with exactly this fingerprint.")
  private Optional<String> acceptedKey;

  @Option(
      names = "--updates-insecure",
      description = "Believe any certificate of the updates server (IMGAPI_UPDATES_INSECURE=true).")
  private boolean insecure;

  /** Opens the data centre; to be closed by the caller. */
  TritonAccess open(Datacenters datacenters) {
    return datacenters.open(
        new DatacenterRequest(
            sapi.map(url -> http(url, "--sapi")),
            updates.map(url -> http(url, "--updates")),
            insecure),
        headnode.map(this::login));
  }

  private static URI http(URI url, String option) {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw ImgapiException.of(ExitCode.USAGE, option + " " + url + " is no address of a service")
          .remedy("for example: " + option + " http://sapi.coal.joyent.us");
    }
    return url;
  }

  private SshLogin login(String named) {
    try {
      return new SshLogin(SshTarget.parse(named), identity, knownHosts, acceptedKey, CONNECT);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(ExitCode.USAGE, "--headnode " + e.getMessage())
          .remedy("for example: --headnode root@10.0.0.2");
    }
  }
}
