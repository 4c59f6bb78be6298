/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.account.KeyDirectory;
import io.imgapi.sandbox.zone.boot.BootedZone;
import io.imgapi.sandbox.zone.program.ZonePlace;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The zones of a sandbox that run: each is set up at its first boot by the packaged program, has
 * services, and listens on ports of its own on 127.0.0.1, which it keeps. What is {@code /} within
 * a zone is {@code zones/<alias>} below the sandbox's directory; what outlives its root disk is
 * {@code zone-state/<alias>}.
 */
public final class ZoneRuntime implements Closeable {

  private final ZoneList list;
  private final Settings settings;
  private final KeyDirectory keys;
  private final Map<String, BootedZone> zones = Collections.synchronizedMap(new LinkedHashMap<>());
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * What zones live in.
   *
   * @param directory the sandbox's directory
   * @param manta the Manta that the zones use
   * @param account whose
   * @param power what makes zones run
   */
  public record Settings(Path directory, URI manta, String account, BootedZone.Power power) {}

  /** Takes the zones that there are; none of them runs until {@link #resume}. */
  public ZoneRuntime(Settings settings, KeyDirectory keys) {
    this.settings = settings;
    this.keys = keys;
    this.list = new ZoneList(settings.directory());
  }

  /** Work on zones that may fail for what lies on the disk. */
  @FunctionalInterface
  private interface Work<T> {

    T run() throws IOException;
  }

  private <T> T alone(String what, Work<T> work) {
    lock.lock();
    try {
      return work.run();
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.ZONE_FAILED,
          what + " failed: " + failure,
          "check the files below " + settings.directory(),
          failure);
    } finally {
      lock.unlock();
    }
  }

  /** Work that has no result. */
  @FunctionalInterface
  private interface Deed {

    void run() throws IOException;
  }

  private void doAlone(String what, Deed deed) {
    alone(
        what,
        () -> {
          deed.run();
          return what;
        });
  }

  private ZonePlace place(String alias) {
    return new ZonePlace(list.root(alias), list.state(alias));
  }

  /**
   * Starts the enabled services of every zone, and points those zones' metadata at the Manta's
   * present address. A zone whose services do not start says so in its report.
   */
  public void resume() {
    doAlone(
        "starting the zones",
        () -> {
          for (String alias : list.aliases()) {
            ZonePlace place = place(alias);
            Optional<BootedZone> zone = BootedZone.open(place, settings.power());
            if (zone.isPresent()) {
              repoint(place);
              zones.put(alias, zone.get());
              zone.get().resume();
            }
          }
        });
  }

  private void repoint(ZonePlace place) throws IOException {
    Path url = place.metadata("mantaUrl");
    if (Files.exists(url) && Zones.isOfSandbox(Files.readString(url).strip())) {
      Files.writeString(url, settings.manta().toString());
    }
  }

  /**
   * Makes a zone and boots it: lays out a fresh root disk, sets its metadata, runs the packaged
   * program's set-up, puts its key on the Manta account, and starts its services.
   *
   * @throws SandboxException when there is a zone of that name, something asked for is not valid,
   *     or its set-up fails: it then stays, and {@link #reboot} tries again
   */
  public ZoneReport boot(ZoneRequest request) {
    String alias = request.alias();
    return alone(
        "making zone " + alias,
        () -> {
          require(request);
          BootedZone zone =
              BootedZone.make(
                  place(alias),
                  alias,
                  request.uuid().isEmpty() ? UUID.randomUUID().toString() : request.uuid(),
                  request.registerKey(),
                  takenPorts(),
                  settings.power());
          zones.put(alias, zone);
          list.add(alias);
          for (Map.Entry<String, String> entry : metadata(request).entrySet()) {
            Files.writeString(zone.place().metadata(entry.getKey()), entry.getValue());
          }
          return boot(zone);
        });
  }

  private void require(ZoneRequest request) {
    try {
      ZoneList.requireAlias(request.alias());
    } catch (IllegalArgumentException bad) {
      throw invalid(bad.getMessage(), "use letters, digits, '.', '_' and '-'");
    }
    if (Files.exists(list.root(request.alias())) || Files.exists(list.state(request.alias()))) {
      throw new SandboxException(
          SandboxException.Reason.ZONE_EXISTS,
          "there is a zone " + request.alias() + " already",
          "choose another alias, or run: imgapi sandbox zone destroy " + request.alias());
    }
    request.metadata().keySet().forEach(ZoneRuntime::requireKey);
    String user = metadata(request).get("mantaUser");
    if (request.registerKey() && user != null && keys.account(user).isEmpty()) {
      throw invalid(
          "the sandbox's Manta has no account " + user + " to put the zone's key on",
          "name another mantaUser, or use --no-key");
    }
  }

  private static void requireKey(String key) {
    if (key.isEmpty() || key.startsWith("sdc:") || key.startsWith(".") || key.contains("/")) {
      throw invalid("the metadata key '" + key + "' cannot be set", "leave it out");
    }
  }

  private static SandboxException invalid(String message, String remedy) {
    return new SandboxException(SandboxException.Reason.INVALID_ARGUMENT, message, remedy);
  }

  private Map<String, String> metadata(ZoneRequest request) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("mode", "public");
    if (request.manta()) {
      metadata.put("mantaUrl", settings.manta().toString());
      metadata.put("mantaUser", settings.account());
      metadata.put("mantaBaseDir", request.alias());
      if (settings.manta().getScheme().equals("https")) {
        metadata.put("mantaInsecure", "true");
      }
    }
    metadata.putAll(request.metadata());
    return metadata;
  }

  private Set<Integer> takenPorts() throws IOException {
    Set<Integer> taken = new HashSet<>();
    for (String alias : list.aliases()) {
      Optional<BootedZone> zone = BootedZone.open(place(alias), settings.power());
      zone.ifPresent(
          known -> {
            taken.add(known.record().ports().http());
            taken.add(known.record().ports().https());
          });
    }
    return taken;
  }

  private ZoneReport boot(BootedZone zone) throws IOException {
    if (zone.boot() && zone.record().registerKey()) {
      register(zone.place());
    }
    return report(zone);
  }

  private void register(ZonePlace place) throws IOException {
    Path user = place.metadata("mantaUser");
    Path key = place.metadata("instPubKey");
    if (Files.exists(user) && Files.exists(key)) {
      keys.addKey(Files.readString(user).strip(), Files.readString(key).strip());
    }
  }

  private static ZoneReport report(BootedZone zone) {
    return new ZoneReport(
        zone.record().alias(),
        zone.record().uuid(),
        zone.place().root().toString(),
        "http://127.0.0.1:" + zone.record().ports().http(),
        "https://127.0.0.1:" + zone.record().ports().https(),
        zone.isSetUp(),
        zone.services());
  }

  /**
   * Gives a zone that {@link Zones#create} laid out programs, services and ports, without running a
   * set-up: a quick way to an IMGAPI that serves what lies in it. It has a TLS front end where
   * there is a certificate.
   *
   * @throws SandboxException when its services do not start
   */
  public ZoneReport adopt(Zone laidOut) {
    return alone(
        "taking up zone " + laidOut.alias(),
        () -> {
          BootedZone zone =
              BootedZone.make(
                  place(laidOut.alias()),
                  laidOut.alias(),
                  UUID.randomUUID().toString(),
                  true,
                  takenPorts(),
                  settings.power());
          zones.put(laidOut.alias(), zone);
          zone.skipSetUp();
          return report(zone);
        });
  }

  /**
   * Returns how each zone is, in the order in which they were made; does not wait for one that is
   * being booted.
   */
  public List<ZoneReport> list() {
    return List.copyOf(zones.values()).stream().map(ZoneRuntime::report).toList();
  }

  /** Returns a value of a zone's metadata; empty when it is not set. */
  public Optional<String> metadata(String alias, String key) {
    return alone(
        "reading the metadata of zone " + alias,
        () -> {
          Path file = existing(alias).place().metadata(key);
          return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        });
  }

  /** Changes a zone's metadata; an empty value takes a key away. */
  public void changeMetadata(String alias, Map<String, Optional<String>> changes) {
    changes.keySet().forEach(ZoneRuntime::requireKey);
    doAlone(
        "changing the metadata of zone " + alias,
        () -> {
          BootedZone zone = existing(alias);
          for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            Path file = zone.place().metadata(change.getKey());
            if (change.getValue().isPresent()) {
              Files.writeString(file, change.getValue().get());
            } else {
              Files.deleteIfExists(file);
            }
          }
        });
  }

  /**
   * Stops a zone and boots it again: its services restart, and a set-up that failed is tried again.
   */
  public ZoneReport reboot(String alias) {
    return alone(
        "rebooting zone " + alias,
        () -> {
          BootedZone zone = existing(alias);
          zone.halt();
          return boot(zone);
        });
  }

  /**
   * Gives a zone a fresh root disk and boots it, as a reprovision does: what lies under its {@code
   * /data} and its metadata, ports and uuid stay, everything else is as its image has it.
   */
  public ZoneReport replaceRootDisk(String alias) {
    return alone(
        "reprovisioning zone " + alias,
        () -> {
          BootedZone zone = existing(alias);
          zone.halt();
          zone.replaceRootDisk();
          return boot(zone);
        });
  }

  /** Removes a zone with all that it holds; what it keeps in Manta stays, and so does its key. */
  public void destroy(String alias) {
    doAlone(
        "destroying zone " + alias,
        () -> {
          BootedZone zone = existing(alias);
          zone.halt();
          zone.destroy();
          list.remove(alias);
          zones.remove(alias);
        });
  }

  /**
   * Removes what there is of a zone whose making was perhaps cut off; one of that name with another
   * uuid stays.
   */
  public void discard(String alias, String uuid) {
    doAlone(
        "clearing zone " + alias + " away",
        () -> {
          ZonePlace place = place(alias);
          if (!Files.exists(place.uuid()) || !Files.readString(place.uuid()).strip().equals(uuid)) {
            return;
          }
          BootedZone zone = zones.remove(alias);
          if (zone != null) {
            zone.halt();
          }
          BootedZone.clear(place);
          list.remove(alias);
        });
  }

  private BootedZone existing(String alias) {
    BootedZone zone = zones.get(alias);
    if (zone == null) {
      throw new SandboxException(
          SandboxException.Reason.NO_SUCH_ZONE,
          "there is no zone " + alias,
          "see: imgapi sandbox zone list");
    }
    return zone;
  }

  /** Stops the services of every zone; they come back with {@link #resume}. */
  @Override
  public void close() {
    doAlone(
        "stopping the zones",
        () -> {
          for (BootedZone zone : zones.values()) {
            zone.halt();
          }
        });
  }
}
