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
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where SAPI is, as a machine of the data centre is configured: the global zone of a headnode, or a
 * zone of its own image service (triton-apis.md 1.1, 1.3).
 */
final class ConfiguredSapi {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int NO_SUCH_FILE = 127;
  private static final int LONGEST = 1 << 20;
  private static final Path ZONE_CONFIG = Path.of("/data/imgapi/etc/imgapi.config.json");
  private static final String OTHERWISE =
      "name SAPI with --sapi http://sapi.DATACENTER.DOMAIN, or a headnode with --headnode root@HOST";
  private final Host host;

  ConfiguredSapi(Host host) {
    this.host = host;
  }

  /**
   * Its addresses, in the order in which they are tried: its name, then those that need no names.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where the machine is no such one, {@code
   *     CONFIG_INVALID} where its configuration does not tell, {@code FAILED} where it cannot be
   *     asked
   */
  List<URI> addresses() {
    Host.Result result =
        host.run(Host.Command.of(LIMIT, "/usr/bin/bash", "/lib/sdc/config.sh", "-json"));
    if (result instanceof Host.Exited exited) {
      if (exited.succeeded()) {
        return ofHeadnode(exited.out());
      }
      if (exited.status() != NO_SUCH_FILE) {
        throw failed("ended with " + exited.status(), last(exited.err()));
      }
    } else if (result instanceof Host.TimedOut late) {
      throw failed("did not end within " + late.limit().toSeconds() + " s", "");
    }
    return ofZone()
        .orElseThrow(
            () ->
                ImgapiException.of(
                        ExitCode.NOT_SET_UP,
                        "nothing says where the services of the data centre are")
                    .with("looked on", host.name())
                    .remedy("run it in the headnode's global zone, or " + OTHERWISE));
  }

  private ImgapiException failed(String how, String said) {
    ImgapiException failure =
        ImgapiException.of(
                ExitCode.FAILED, "the headnode's configuration cannot be asked: config.sh " + how)
            .with("machine", host.name());
    return (said.isEmpty() ? failure : failure.with("it said", said)).remedy(OTHERWISE);
  }

  private static String last(String text) {
    return text.strip().lines().reduce((before, line) -> line).orElse("");
  }

  private List<URI> ofHeadnode(String json) {
    JsonNode config = read(json, "what config.sh says");
    List<URI> addresses = new ArrayList<>();
    addresses.add(address(config.path("sapi_domain").asText(), "sapi_domain"));
    for (String ip : config.path("sapi_admin_ips").asText().split("[, ]+")) {
      if (!ip.isEmpty()) {
        addresses.add(address(ip, "sapi_admin_ips"));
      }
    }
    return List.copyOf(addresses);
  }

  /** The service of a zone of the data centre's image service; a standalone one names none. */
  private Optional<List<URI>> ofZone() {
    return host.files()
        .read(ZONE_CONFIG, LONGEST)
        .map(bytes -> read(new String(bytes, StandardCharsets.UTF_8), ZONE_CONFIG.toString()))
        .map(config -> config.path("sapi_service").asText())
        .filter(service -> !service.isEmpty())
        .map(service -> List.of(address(service, "sapi_service")));
  }

  private JsonNode read(String json, String what) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      // The parser's words would quote the configuration, which holds passwords.
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, what + " is no JSON")
          .with("machine", host.name())
          .remedy(OTHERWISE);
    }
  }

  private URI address(String authority, String key) {
    try {
      URI address = new URI("http://" + authority);
      if (!authority.isEmpty() && address.getHost() != null && address.getRawPath().isEmpty()) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Told below, like everything else that is no address.
    }
    throw ImgapiException.of(
            ExitCode.CONFIG_INVALID, "the configuration's " + key + " names no machine")
        .with(key, authority.isEmpty() ? "missing" : authority)
        .with("machine", host.name())
        .remedy(OTHERWISE);
  }
}
