/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.zone.program.ZonePlace;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Looks after the services of a zone: starts and stops them, and carries out what the zone's {@code
 * svcadm} and {@code svccfg} ask. While one is at work, the zone's programs see its process id.
 */
public final class ZoneSupervisor implements Closeable {

  /** The service that runs the first-boot script, and stands in maintenance when that failed. */
  public static final String BOOT_SERVICE = "mdata";

  private static final Duration POLL = Duration.ofMillis(10);

  private final ZonePlace place;
  private final Map<String, ZoneService> programs;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Map<String, SupervisedService> services = new ConcurrentSkipListMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread thread;
  private volatile boolean closed;

  private ZoneSupervisor(
      ZonePlace place, Map<String, ZoneService> programs, Clock clock, Sleeper sleeper) {
    this.place = place;
    this.programs = Map.copyOf(programs);
    this.clock = clock;
    this.sleeper = sleeper;
    this.thread = new Thread(this::work, "zone-" + place.root().getFileName());
    thread.setDaemon(true);
  }

  /**
   * Begins to look after a zone in which the programs are installed. Nothing is started yet besides
   * what belongs to every zone: see {@link #startEnabled}.
   *
   * @param programs what the zone's services run, by short name; a service that is not named here
   *     is only ever said to run
   */
  public static ZoneSupervisor start(
      ZonePlace place, Map<String, ZoneService> programs, Clock clock, Sleeper sleeper)
      throws IOException {
    ZoneSupervisor supervisor = new ZoneSupervisor(place, programs, clock, sleeper);
    supervisor.begin();
    return supervisor;
  }

  private void begin() throws IOException {
    define("cron", "svc:/system/cron:default", "system-cron:default");
    define(BOOT_SERVICE, "svc:/smartdc/mdata:execute", "smartdc-mdata:execute");
    for (String directory : List.of("requests", "answers")) {
      Path path = Files.createDirectories(place.services().resolve(directory));
      for (Path left : listing(path)) {
        Files.deleteIfExists(left);
      }
    }
    for (String name : ServiceFiles.names(place)) {
      service(name);
    }
    services.get("cron").follow();
    services.get(BOOT_SERVICE).follow();
    Path pid = place.services().resolve("supervisor");
    Path part = pid.resolveSibling(".supervisor.part");
    Files.writeString(part, ProcessHandle.current().pid() + "\n");
    Files.move(part, pid, StandardCopyOption.ATOMIC_MOVE);
    thread.start();
  }

  /**
   * Makes a service, enabled, where there is none of that name.
   *
   * @param log its log's name, without directory and ending
   */
  public void define(String name, String fmri, String log) throws IOException {
    new ServiceFiles(place, name).define(fmri, "/var/svc/log/" + log + ".log", clock.instant());
  }

  private static List<Path> listing(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private SupervisedService service(String name) throws IOException {
    SupervisedService service = services.get(name);
    if (service == null) {
      service =
          new SupervisedService(
              new ServiceFiles(place, name), Optional.ofNullable(programs.get(name)), clock);
      services.put(name, service);
    }
    return service;
  }

  private void work() {
    while (!closed) {
      try {
        sleeper.sleep(POLL);
        carryOutRequests();
      } catch (InterruptedException end) {
        return;
      } catch (IOException | UncheckedIOException failure) {
        complain(failure);
      }
    }
  }

  /** The zone's disk may be full or gone; whoever waits is told by the log, if it can be. */
  private void complain(Exception failure) {
    try {
      Files.writeString(
          place.services().resolve("trouble"), clock.instant() + " " + failure + "\n");
    } catch (IOException unwritable) {
      failure.addSuppressed(unwritable);
    }
  }

  private void carryOutRequests() throws IOException {
    String[] waiting = place.services().resolve("requests").toFile().list();
    if (waiting == null || waiting.length == 0) {
      return;
    }
    for (Path file : listing(place.services().resolve("requests"))) {
      if (file.getFileName().toString().startsWith(".")) {
        continue;
      }
      Optional<ServiceRequest> request = ServiceRequest.read(file);
      lock.lock();
      try {
        if (closed) {
          return;
        }
        if (request.isPresent() && ServiceFiles.names(place).contains(request.get().service())) {
          carryOut(request.get(), file);
        } else {
          Files.delete(file);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void carryOut(ServiceRequest request, Path file) throws IOException {
    SupervisedService service = service(request.service());
    service.announce(request.verb());
    // Whoever asked goes on from here, and must see that it is under way.
    Files.delete(file);
    switch (request.verb()) {
      case "enable" -> service.want(true, request.temporary());
      case "disable" -> service.want(false, request.temporary());
      case "restart", "refresh" -> service.restart();
      case "clear" -> service.clear();
      case "import" -> service.follow();
      default -> {
        // svcadm sends no others.
      }
    }
    if (request.awaited()) {
      Path answers = place.services().resolve("answers");
      Path part = answers.resolve("." + request.id());
      Files.writeString(part, service.state().word() + "\n");
      Files.move(part, answers.resolve(request.id()), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Starts whatever is enabled and does not run; one in maintenance stays there. */
  public void startEnabled() throws IOException {
    lock.lock();
    try {
      for (String name : ServiceFiles.names(place)) {
        service(name).follow();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Puts a service into maintenance, with a reason. */
  public void fail(String name, String reason) throws IOException {
    lock.lock();
    try {
      service(name).fail(reason);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how each service is, by name; does not wait for one that is about to change. */
  public List<ServiceReport> report() {
    return services.values().stream().map(SupervisedService::report).toList();
  }

  /** Stops every service as a halting zone does, and looks after them no more. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      Files.deleteIfExists(place.services().resolve("supervisor"));
      for (SupervisedService service : services.values()) {
        service.halt();
      }
    } finally {
      lock.unlock();
      thread.interrupt();
    }
  }
}
