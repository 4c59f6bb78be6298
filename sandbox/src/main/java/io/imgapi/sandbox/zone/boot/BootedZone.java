/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.effect.Launcher;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.zone.program.ZoneFacts;
import io.imgapi.sandbox.zone.program.ZonePlace;
import io.imgapi.sandbox.zone.program.ZonePrograms;
import io.imgapi.sandbox.zone.service.ServiceReport;
import io.imgapi.sandbox.zone.service.ZoneService;
import io.imgapi.sandbox.zone.service.ZoneSupervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One zone, up or down. How it is may be asked by any thread; everything else is for one at a time.
 */
public final class BootedZone {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ZonePlace place;
  private final ZoneRecord record;
  private final Power power;
  private volatile Optional<ZoneSupervisor> supervisor = Optional.empty();

  /**
   * What makes zones run.
   *
   * @param program the {@code imgapi} command that sets zones up, with what goes before its own
   *     arguments; empty where there is none
   */
  public record Power(
      List<String> program,
      ServicePrograms services,
      Clock clock,
      Sleeper sleeper,
      Launcher launcher) {}

  /** What the services of a zone run. */
  @FunctionalInterface
  public interface ServicePrograms {

    /** Returns the programs of a zone's services, by short name. */
    Map<String, ZoneService> of(ZonePlace place, ZonePorts ports);
  }

  private BootedZone(ZonePlace place, ZoneRecord record, Power power) {
    this.place = place;
    this.record = record;
    this.power = power;
  }

  /**
   * Makes a zone that is down and has never been set up.
   *
   * @param taken ports of other zones
   */
  public static BootedZone make(
      ZonePlace place,
      String alias,
      String uuid,
      boolean registerKey,
      Set<Integer> taken,
      Power power)
      throws IOException {
    ZonePorts ports = ZonePorts.choose(place.root().toString(), taken);
    ZoneRecord record = new ZoneRecord(ZoneRecord.SCHEMA, alias, uuid, ports, registerKey);
    Files.createDirectories(place.root());
    BootedZone zone = new BootedZone(place, record, power);
    zone.install();
    Path part = place.state().resolve(".zone.json.part");
    Files.writeString(part, JSON.writeValueAsString(record) + "\n");
    Files.move(part, file(place), StandardCopyOption.ATOMIC_MOVE);
    return zone;
  }

  /** Takes up a zone that was made before; empty when there is none. */
  public static Optional<BootedZone> open(ZonePlace place, Power power) throws IOException {
    if (!Files.exists(file(place))) {
      return Optional.empty();
    }
    ZoneRecord record = JSON.readValue(Files.readString(file(place)), ZoneRecord.class);
    return Optional.of(new BootedZone(place, record, power));
  }

  private static Path file(ZonePlace place) {
    return place.state().resolve("zone.json");
  }

  private void install() throws IOException {
    ZoneImage.layOut(place, record.ports());
    ZonePrograms.install(place, ZoneFacts.of(record.alias(), record.uuid()));
  }

  public ZonePlace place() {
    return place;
  }

  public ZoneRecord record() {
    return record;
  }

  /** Returns whether its root disk has been set up. */
  public boolean isSetUp() {
    return UserScript.hasRun(place);
  }

  /** Returns how its services are; empty while it is down. */
  public List<ServiceReport> services() {
    return supervisor.map(ZoneSupervisor::report).orElse(List.of());
  }

  /**
   * Boots a zone that is down: sets it up where that has not been done, and starts its services.
   *
   * @return whether it was set up by this boot
   * @throws SandboxException when set-up fails, or a service does not start; the zone stays up, as
   *     far as it got
   */
  public boolean boot() throws IOException {
    powerOn();
    boolean fresh;
    try {
      fresh = new UserScript(power.program(), power.launcher()).run(place, record.alias());
    } catch (SandboxException failure) {
      running().fail(ZoneSupervisor.BOOT_SERVICE, firstLine(failure.getMessage()));
      throw failure;
    } finally {
      ZoneAddress.settle(place, record.ports());
      running().startEnabled();
    }
    requireHealthy();
    return fresh;
  }

  /** Starts the services of a zone that is down, with no part of a boot; never fails for one. */
  public void resume() throws IOException {
    powerOn();
    if (!isSetUp()) {
      running()
          .fail(
              ZoneSupervisor.BOOT_SERVICE,
              "the zone has not been set up; to try again: imgapi sandbox zone reboot "
                  + record.alias());
    }
    running().startEnabled();
  }

  private void powerOn() throws IOException {
    if (Files.exists(keptData())) {
      replaceRootDisk();
    }
    install();
    InstalledToolkit.install(place, power.program());
    supervisor =
        Optional.of(
            ZoneSupervisor.start(
                place, power.services().of(place, record.ports()), power.clock(), power.sleeper()));
  }

  private ZoneSupervisor running() {
    return supervisor.orElseThrow();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").replaceFirst(":$", "");
  }

  private void requireHealthy() {
    for (ServiceReport service : running().report()) {
      if (service.state().equals("maintenance")) {
        throw new SandboxException(
            SandboxException.Reason.ZONE_FAILED,
            "zone "
                + record.alias()
                + " is up, but its service "
                + service.name()
                + " does not start: "
                + service.reason(),
            "correct that, then run in the zone: svcadm clear " + service.name());
      }
    }
  }

  /**
   * Gives a zone that was laid out as its set-up leaves it what the set-up would have given it
   * besides, so that it need not run.
   */
  public void skipSetUp() throws IOException {
    powerOn();
    UserScript.skip(place);
    ZoneSupervisor running = running();
    ZoneAddress.settle(place, record.ports());
    running.define("imgapi", "svc:/smartdc/site/imgapi:default", "smartdc-site-imgapi:default");
    if (Files.exists(place.at("/data/imgapi/etc/cert.pem"))) {
      running.define("haproxy", "svc:/site/haproxy:default", "site-haproxy:default");
    }
    running.startEnabled();
    requireHealthy();
  }

  /** Stops all services; nothing happens when it is down. */
  public void halt() throws IOException {
    if (supervisor.isPresent()) {
      supervisor.get().close();
      supervisor = Optional.empty();
    }
    DirectoryTree.delete(place.state().resolve("tunables"));
  }

  private Path keptData() {
    return place.state().resolve("data");
  }

  /**
   * Gives a zone that is down a fresh root disk; its {@code /data} stays. Safe to repeat; where it
   * was cut short, the next boot finishes it first.
   */
  public void replaceRootDisk() throws IOException {
    Path data = place.at("/data");
    Path kept = keptData();
    if (Files.exists(data) && Files.notExists(kept)) {
      Files.move(data, kept);
    }
    DirectoryTree.delete(place.root());
    Files.createDirectories(place.root());
    if (Files.exists(kept)) {
      Files.move(kept, data);
    }
    install();
  }

  /** Removes a zone that is down with all that it holds. */
  public void destroy() throws IOException {
    clear(place);
  }

  /** Removes what there is of a zone, whole or not. */
  public static void clear(ZonePlace place) throws IOException {
    DirectoryTree.delete(place.root());
    DirectoryTree.delete(place.state());
  }
}
