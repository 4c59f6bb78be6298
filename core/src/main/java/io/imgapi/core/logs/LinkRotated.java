/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Hands the log that was rotated last over to the upload: a second name of the same file in {@code
 * upload/}, so that neither logadm's clearing up nor the upload takes it from the other.
 *
 * <p>The name has its seconds set to zero, or is that of the next hour (operator-scripts.md 9.3). A
 * second rotation of an hour gets a number behind the node's name: the original tools put both to
 * one object, the later over the earlier. Nothing that is there is ever replaced.
 */
public final class LinkRotated {
  private static final HostFiles.Access DIRECTORY =
      new HostFiles.Access(0755, OptionalInt.empty(), OptionalInt.empty());
  private static final int MOST_IN_AN_HOUR = 3600;
  private final InstanceLayout layout;
  private final HostFiles files;

  /**
   * Works on one instance of this machine.
   *
   * @param files of this machine
   */
  public LinkRotated(InstanceLayout layout, HostFiles files) {
    this.layout = layout;
    this.files = files;
  }

  /**
   * What is wanted.
   *
   * @param log which, for example {@code imgapi}
   * @param nextHour name it as if it were rotated at the next full hour: what it tells of then
   *     belongs to the hour that is running, as before the root disk is replaced
   * @param move leave no other name of it
   */
  public record Request(String log, boolean nextHour, boolean move) {}

  /**
   * What is to be done.
   *
   * @param from the rotated file
   * @param to its name in {@code upload/}
   * @param there whether it has that name already
   */
  public record Plan(Path from, Path to, boolean there, boolean move) {}

  /**
   * Looks which file it is and what it is to be called; changes nothing.
   *
   * @throws ImgapiException {@code FAILED} where no file was rotated
   */
  public Plan prepare(Request request) {
    if (!RotatedName.isLogName(request.log())) {
      throw ImgapiException.of(ExitCode.USAGE, "this is no log's name: " + request.log())
          .remedy("letters, digits, dots and dashes; for example: imgapi log-rotated imgapi");
    }
    List<Rotated> rotated = rotated(LogPlaces.rotated(layout), request.log());
    Rotated newest =
        rotated.stream()
            .max(
                Comparator.comparing((Rotated r) -> r.facts().modified())
                    .thenComparing(r -> r.name().rotated()))
            .orElseThrow(() -> nothing(request.log()));
    List<Rotated> waiting = rotated(LogPlaces.upload(layout), request.log());
    Optional<Rotated> there = waiting.stream().filter(w -> isSame(newest, w)).findFirst();
    Path to =
        there
            .map(w -> w.facts().path())
            .orElseGet(() -> free(newest, request.nextHour(), rotated, waiting));
    return new Plan(newest.facts().path(), to, there.isPresent(), request.move());
  }

  /**
   * Carries a plan out. Safe to repeat after any end.
   *
   * @throws ImgapiException {@code FAILED} where another has taken the name meanwhile, or the file
   *     system does not let it
   */
  public void apply(Plan plan) {
    if (!plan.there()) {
      files.makeDirectories(plan.to().getParent(), DIRECTORY);
      try {
        Files.createLink(plan.to(), plan.from());
      } catch (FileAlreadyExistsException e) {
        throw failed(plan, "another file has got that name meanwhile").remedy("run this again");
      } catch (IOException e) {
        throw failed(plan, IoReason.of(e))
            .remedy("both directories must be on one file system, and writable")
            .causedBy(e);
      }
    }
    if (plan.move()) {
      files.delete(plan.from());
    }
  }

  private record Rotated(RotatedName name, FileFacts facts) {}

  private List<Rotated> rotated(Path directory, String log) {
    List<Rotated> found = new ArrayList<>();
    for (FileFacts facts : files.list(directory).orElse(List.of())) {
      RotatedName.parse(facts.path().getFileName().toString())
          .filter(name -> name.log().equals(log) && facts.kind() == Kind.FILE)
          .ifPresent(name -> found.add(new Rotated(name, facts)));
    }
    return found;
  }

  private static boolean isSame(Rotated a, Rotated b) {
    try {
      return Files.isSameFile(a.facts().path(), b.facts().path());
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.FAILED, "a log cannot be looked at: " + IoReason.of(e))
          .with("file", b.facts().path().toString())
          .remedy("run this as root")
          .causedBy(e);
    }
  }

  private Path free(
      Rotated newest, boolean nextHour, List<Rotated> rotated, List<Rotated> waiting) {
    Instant when = newest.name().rotated();
    RotatedName name =
        newest
            .name()
            .at(
                nextHour
                    ? hour(when).plus(Duration.ofHours(1))
                    : when.truncatedTo(ChronoUnit.MINUTES));
    // Those before it may be uploaded and gone from here; logadm keeps their other name for a week.
    int before =
        (int)
            rotated.stream()
                .filter(other -> !other.equals(newest))
                .filter(other -> other.name().node().equals(name.node()))
                .filter(other -> hour(other.name().rotated()).equals(hour(name.rotated())))
                .filter(other -> !other.name().rotated().isAfter(when))
                .count();
    return IntStream.rangeClosed(before + 1, MOST_IN_AN_HOUR)
        .mapToObj(name::numbered)
        .filter(candidate -> waiting.stream().noneMatch(other -> clash(candidate, other.name())))
        .map(candidate -> LogPlaces.upload(layout).resolve(candidate.fileName()))
        .findFirst()
        .orElseThrow(
            () ->
                ImgapiException.of(
                        ExitCode.FAILED, "more logs wait for their upload than an hour can have")
                    .remedy("see why they are not uploaded: imgapi log upload"));
  }

  /** Whether both would be put to one object. */
  private static boolean clash(RotatedName a, RotatedName b) {
    return a.node().equals(b.node()) && hour(a.rotated()).equals(hour(b.rotated()));
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  private ImgapiException nothing(String log) {
    return ImgapiException.of(ExitCode.FAILED, "no rotated file of " + log + " is there")
        .with("looked for", LogPlaces.rotated(layout).resolve(log + "_*_*.log").toString())
        .remedy("rotate it now: logadm -p now " + log);
  }

  private static ImgapiException failed(Plan plan, String reason) {
    return ImgapiException.of(ExitCode.FAILED, "the log cannot be handed over: " + reason)
        .with("file", plan.from().toString())
        .with("name", plan.to().toString());
  }
}
