/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.imgapi.ImgapiServer;
import io.imgapi.sandbox.imgapi.TlsFront;
import io.imgapi.sandbox.zone.program.ZonePlace;
import io.imgapi.sandbox.zone.service.ZoneService;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What runs in a standalone zone: an IMGAPI, and the TLS front end before it, each configured by
 * the file that its real one reads: operator-scripts.md 7.5.
 */
public final class StandaloneServices {

  private static final String FRONT_CONFIGURATION =
      "/opt/smartdc/imgapi/etc/standalone/haproxy.cfg";
  private static final Pattern BIND =
      Pattern.compile("(?m)^\\s*bind\\s+(\\S+):(\\d+)\\s+ssl\\s+crt\\s+(/\\S+)");

  private final ZonePlace place;
  private final ZonePorts ports;
  private final Clock clock;
  private final AtomicReference<Optional<ImgapiServer>> serving =
      new AtomicReference<>(Optional.empty());

  private StandaloneServices(ZonePlace place, ZonePorts ports, Clock clock) {
    this.place = place;
    this.ports = ports;
    this.clock = clock;
  }

  /**
   * Returns the programs of a zone's services, by short name.
   *
   * @param clock the zone's time
   */
  public static Map<String, ZoneService> of(ZonePlace place, ZonePorts ports, Clock clock) {
    StandaloneServices services = new StandaloneServices(place, ports, clock);
    return Map.of("imgapi", services::imgapi, "haproxy", log -> services.front());
  }

  private Closeable imgapi(Path log) throws IOException {
    ZoneAddress.settle(place, ports);
    ImgapiServer server = ImgapiServer.start(new ImgapiServer.Settings(place.root(), clock, log));
    serving.set(Optional.of(server));
    return () -> {
      serving.set(Optional.empty());
      server.close();
    };
  }

  private Closeable front() throws IOException {
    Path file = place.at(FRONT_CONFIGURATION);
    Matcher bind = BIND.matcher(read(file));
    if (!bind.find()) {
      throw new SandboxException(
          SandboxException.Reason.INVALID_ARGUMENT,
          file + " has no line: bind ADDRESS:PORT ssl crt FILE",
          "write one");
    }
    return TlsFront.start(
        new InetSocketAddress(bind.group(1), Integer.parseInt(bind.group(2))),
        place.at(bind.group(3)),
        serving::get);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException absent) {
      throw new IOException("there is no " + file, absent);
    }
  }
}
