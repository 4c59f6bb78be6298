/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several instances have looked at the area, have found that they may, and all say yes at the same
 * moment: threads against a server that decides.
 */
class TwoClaimantsAtOnceTest extends Scenario {
  private static final String RECORD = ".*/backup/owner.json";
  private static final int CONFLICT = 409;
  private static final int CONDITION_LOST = 412;
  private final List<Zone> zones = new ArrayList<>();

  /** An area that nobody owns: an old tool's. */
  private void nobodysArea() throws IOException {
    area().delete("owner.json");
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup/snapshots");
  }

  private void others(int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      zones.add(anotherInstance("images" + i));
    }
  }

  /** Runs a command in each zone; nobody goes on before all have been asked whether to. */
  private List<Run> allAtOnce(String... words) throws Exception {
    CyclicBarrier asked = new CyclicBarrier(zones.size());
    ExecutorService operators = Executors.newFixedThreadPool(zones.size());
    try {
      List<Callable<Run>> runs = new ArrayList<>();
      for (Zone zone : zones) {
        runs.add(() -> world().beforeYes(() -> meet(asked)).run(at(zone, words)));
      }
      List<Run> ended = new ArrayList<>();
      for (Future<Run> run : operators.invokeAll(runs)) {
        ended.add(run.get());
      }
      return ended;
    } finally {
      operators.shutdownNow();
    }
  }

  private static void meet(CyclicBarrier asked) {
    try {
      asked.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Exactly one got it; the others know, changed nothing, and can begin anew. */
  private Zone requireOneWinner(List<Run> runs) throws IOException {
    List<Zone> winners = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (run.status() == 0) {
        winners.add(zones.get(i));
      } else {
        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.NOT_OWNER.status());
        assertThat(run.err()).contains("taken over while this run was under way");
      }
    }
    assertThat(winners).as("winners of %s", runs).hasSize(1);
    assertThat(area().owner().get("alias").asText()).isEqualTo(winners.get(0).alias());
    return winners.get(0);
  }

  private void requireOneRestored(List<Run> runs) throws IOException {
    Map<String, String> before = mirror();
    Zone winner = requireOneWinner(runs);
    for (Zone zone : zones) {
      assertThat(inRun(zone, "restore.json")).doesNotExist();
      assertThat(Files.exists(inRun(zone, "restored.marker"))).isEqualTo(zone.equals(winner));
      if (!zone.equals(winner)) {
        run(zone, "restore", "-y").requireFailure(ExitCode.NOT_OWNER, winner.alias());
      }
    }
    assertThat(local(winner)).isEqualTo(before).isEqualTo(mirror());
    done(winner, "backup", "-y");
    requireWholeSnapshots(winner);
  }

  @RepeatedTest(5)
  void twoClaimantsAtOnce() throws Exception {
    nobodysArea();
    others(2);
    requireOneRestored(allAtOnce("restore"));
  }

  @RepeatedTest(3)
  void sixClaimantsAtOnce() throws Exception {
    nobodysArea();
    others(6);
    requireOneRestored(allAtOnce("restore"));
  }

  @RepeatedTest(3)
  void twoClaimantsAtOnceOfAnAreaThatIsNotThereYet() throws Exception {
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup");
    others(2);
    requireOneWinner(allAtOnce("restore", "--new-repo"));
  }

  @RepeatedTest(3)
  void twoClaimantsAtOnceOfADeadInstancesArea() throws Exception {
    others(2);
    requireOneRestored(allAtOnce("restore", "--take-over=images0"));
  }

  @RepeatedTest(3)
  void theOwnerAndOneThatTakesOverAtOnce() throws Exception {
    others(1);
    zones.add(images0);
    Files.writeString(images0.images().resolve("note"), "written by the owner");
    CyclicBarrier asked = new CyclicBarrier(2);
    ExecutorService operators = Executors.newFixedThreadPool(2);
    try {
      Future<Run> taking =
          operators.submit(
              () ->
                  world()
                      .beforeYes(() -> meet(asked))
                      .run(at(zones.get(0), "restore", "--take-over=images0")));
      Future<Run> backup =
          operators.submit(() -> world().beforeYes(() -> meet(asked)).run(at(images0, "backup")));
      requireOneWinner(List.of(taking.get(), backup.get()));
    } finally {
      operators.shutdownNow();
    }
  }

  @RepeatedTest(3)
  void anInstanceAndItsCloneAtOnce() throws Exception {
    Zone clone =
        new Zone(
            images0.alias(),
            directory.resolve("clone"),
            images0.mantaDirectory(),
            images0.privateKey());
    copy(images0.root(), clone.root());
    zones.addAll(List.of(images0, clone));
    Files.writeString(images0.images().resolve("note"), "of the original");
    Files.writeString(clone.images().resolve("note"), "of the clone");
    List<Run> runs = allAtOnce("backup");
    Zone winner = runs.get(0).status() == 0 ? images0 : clone;
    Zone loser = winner.equals(clone) ? images0 : clone;
    requireOneWinner(runs);
    assertThat(mirror()).isEqualTo(local(winner));
    run(loser, "backup", "-y").requireFailure(ExitCode.REFUSED, "a copy of this instance");
    done(winner, "backup", "-y");
  }

  private void answer(Fault fault, int times) {
    sandbox.manta().faults().add(FaultRule.of(fault).method("PUT").path(RECORD).times(times));
  }

  @ParameterizedTest
  @ValueSource(ints = {CONFLICT, CONDITION_LOST})
  void aConflictBehindWhichNobodyElseWonIsTriedAgain(int status) throws Exception {
    nobodysArea();
    others(1);
    answer(status == CONFLICT ? new Fault.Race() : new Fault.Status(status), 3);
    done(zones.get(0), "restore", "-y");
    assertThat(area().owner().get("alias").asText()).isEqualTo("images1");
    answer(status == CONFLICT ? new Fault.Race() : new Fault.Status(status), 3);
    done(zones.get(0), "backup", "-y");
  }

  @ParameterizedTest
  @ValueSource(ints = {CONFLICT, CONDITION_LOST})
  void twoClaimantsAtOnceWhoBothMeetConflicts(int status) throws Exception {
    nobodysArea();
    others(2);
    answer(status == CONFLICT ? new Fault.Race() : new Fault.Status(status), 2);
    requireOneRestored(allAtOnce("restore"));
  }

  @ParameterizedTest
  @ValueSource(ints = {CONFLICT, CONDITION_LOST})
  void conflictsForEverEndTheRunAndNothingIsTakenForOwned(int status) throws IOException {
    Map<String, String> before = area().objects();
    Files.writeString(images0.images().resolve("note"), "never to be put");
    answer(status == CONFLICT ? new Fault.Race() : new Fault.Status(status), Integer.MAX_VALUE);
    Run run = run(images0, "backup", "-y");
    assertThat(run.status()).as(run.err()).isNotZero().isNotEqualTo(ExitCode.BUG.status());
    assertThat(run.err()).contains("owner.json");
    assertThat(area().objects()).isEqualTo(before);
    sandbox.manta().faults().clear();
    done(images0, "backup", "-y");
    assertThat(mirror()).isEqualTo(local(images0));
  }

  @ParameterizedTest
  @ValueSource(ints = {CONFLICT, CONDITION_LOST})
  void aConflictBehindWhichAnotherWonEndsTheRunAtOnce(int status) throws IOException {
    others(1);
    Files.writeString(images0.images().resolve("note"), "never to be put");
    Run run =
        world()
            .beforeYes(
                () -> {
                  done(zones.get(0), "restore", "-y", "--take-over=images0");
                  answer(status == CONFLICT ? new Fault.Race() : new Fault.Status(status), 1);
                })
            .run(at(images0, "backup"));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.NOT_OWNER.status());
    assertThat(run.err()).contains("taken over while this run was under way", "images1");
    assertThat(mirror()).isEqualTo(published);
  }

  @Test
  void anAnswerThatIsLostIsNoLostArea() throws IOException {
    answer(new Fault.LostAnswer(), 1);
    SampleImages.publishInto(images0.root());
    done(images0, "backup", "-y");
    done(images0, "backup", "-y");
    assertThat(area().owner().get("seq").asInt()).isEqualTo(4);
  }
}
