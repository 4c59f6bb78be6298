/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.Mirrored;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.time.Sleeper;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** The first backup takes a day and a night, and cron starts another one every hour. */
class CronOverlappingA24HourFirstUploadTest extends Scenario {
  private static final int HOURS = 24;
  private static final int BYTES_PER_SECOND = 40;
  // Each is put twice: as a blob, and in the mirror.
  private static final int IMAGES = 200;
  private static final int AN_HOUR_OF_IMAGES = 8;
  private static final int BYTES = HOURS * 3_600 * BYTES_PER_SECOND / IMAGES / 2;
  private static final Duration HOUR = Duration.ofHours(1);
  private final List<Duration> sinceRenewal = new ArrayList<>();

  @Override
  void begin() throws IOException {
    done(images0, "restore", "-y", "--new-repo");
    for (int image = 1; image <= IMAGES; image++) {
      numbered(image).publish(Image.content(image, BYTES));
    }
  }

  private Image numbered(int image) {
    return new Image(images0, Image.numbered(image));
  }

  /** Lets time pass, and something happen whenever an hour is over. */
  private Sleeper hourly(IntConsumer task) {
    return new Sleeper() {
      private Instant next = time.instant().plus(HOUR);
      private int hour;

      @Override
      public void sleep(Duration wait) {
        time.sleep(wait);
        while (!time.instant().isBefore(next)) {
          next = next.plus(HOUR);
          hour++;
          task.accept(hour);
        }
      }
    };
  }

  private Run firstUpload(IntConsumer everyHour) {
    return World.bare()
        .in(time, hourly(everyHour))
        .run(
            at(
                images0,
                "backup",
                "-y",
                "-p",
                "1",
                "--limit-rate",
                String.valueOf(BYTES_PER_SECOND)));
  }

  /** Both trees in Manta; nothing before the first image has come. */
  private Map<String, String> soFar() throws IOException {
    Map<String, String> objects = area().objects();
    objects
        .keySet()
        .removeIf(path -> !path.startsWith("manifests/") && !path.startsWith("images/"));
    return objects;
  }

  private long requests() {
    return sandbox.manta().stats().requests().values().stream().mapToLong(Long::longValue).sum();
  }

  private void cron() {
    try {
      String record = Files.readString(inRun(images0, "backup.json"));
      long before = requests();
      run(images0, "backup", "-y")
          .requireFailure(ExitCode.LOCKED, "another run is busy: imgapi backup, pid");
      run(images0, "prune", "-y").requireFailure(ExitCode.LOCKED, "another run is busy");
      assertThat(requests()).as("what a run that was refused asks of Manta").isEqualTo(before);
      assertThat(inRun(images0, "backup.json")).hasContent(record);
      sinceRenewal.add(
          Duration.between(Instant.parse(area().owner().get("renewed").asText()), time.instant()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void cronOverlappingA24HourFirstUpload() throws Exception {
    List<Integer> hours = new ArrayList<>();
    Run first =
        firstUpload(
            hour -> {
              hours.add(hour);
              cron();
            });
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(hours).hasSizeGreaterThanOrEqualTo(HOURS);
    assertThat(mirror()).isEqualTo(local(images0));
    later(HOUR);
    assertThat(done(images0, "backup", "-y").out()).contains("put 0 manifests, 0 image files");
    requireWholeSnapshots(images0);
  }

  @Test
  void theAreaIsHeldAllTheTime() throws IOException {
    Zone images1 = anotherInstance("images1");
    Run first =
        firstUpload(
            hour -> {
              cron();
              for (String command : new String[] {"backup", "restore"}) {
                run(images1, command, "-y").requireFailure(ExitCode.NOT_OWNER, "images0");
              }
            });
    assertThat(first.status()).as(first.err()).isZero();
    // Renewed once five minutes have passed, at the next sign of life; one block takes four.
    assertThat(sinceRenewal).allMatch(age -> age.compareTo(Duration.ofMinutes(10)) < 0);
  }

  @Test
  void anAreaThatIsTakenOverMeanwhileEndsTheUploadWithinMinutes() throws IOException {
    Zone images1 = anotherInstance("images1");
    List<Instant> taken = new ArrayList<>();
    Map<String, String> then = new TreeMap<>();
    Run first =
        firstUpload(
            hour -> {
              if (hour == 12) {
                done(images1, "restore", "-y", "--take-over=images0");
                taken.add(time.instant());
                try {
                  then.putAll(soFar());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    assertThat(first.status()).as(first.err()).isEqualTo(ExitCode.NOT_OWNER.status());
    assertThat(first.err()).contains("taken over while this run was under way", "images1");
    assertThat(Duration.between(taken.get(0), time.instant())).isLessThan(Duration.ofMinutes(15));
    // What was under way at that moment may have arrived, nothing after it.
    Map<String, String> now = soFar();
    now.keySet().removeAll(then.keySet());
    assertThat(now).hasSizeLessThanOrEqualTo(2);
    done(images1, "backup", "-y");
  }

  @Test
  void whatWasPutSoFarIsWholeAtEveryHour() throws Exception {
    Map<Integer, Long> whole = new TreeMap<>();
    Path target = directory.resolve("elsewhere");
    Run first =
        firstUpload(
            hour -> {
              try {
                if (hour % 4 == 0) {
                  Map<String, String> mirror = soFar();
                  Mirrored.requireSound(mirror);
                  whole.put(hour, mirror.keySet().stream().filter(p -> p.endsWith(".raw")).count());
                }
                if (hour == HOURS - 1) {
                  done(images0, "restore", "-y", "--target", target.toString());
                }
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(whole).hasSize(HOURS / 4);
    whole.forEach(
        (hour, images) ->
            assertThat(images)
                .as("images after %d hours", hour)
                .isBetween(AN_HOUR_OF_IMAGES * (hour - 1L), (AN_HOUR_OF_IMAGES + 1L) * hour));
    try (var restored = Files.list(target.resolve("manifests"))) {
      assertThat(restored.count()).isGreaterThanOrEqualTo(AN_HOUR_OF_IMAGES * (HOURS - 2));
    }
  }

  @Test
  void whatIsPublishedAndDeletedMeanwhileDoesNoHarm() throws IOException {
    Run first =
        firstUpload(
            hour -> {
              try {
                if (hour == 5) {
                  numbered(1000).publish(Image.content(1000, 5_000));
                } else if (hour == 7) {
                  // Some of them are in the mirror already, some are not.
                  for (int image = 1; image <= 9; image++) {
                    numbered(image).delete();
                  }
                }
                cron();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(mirror()).containsAllEntriesOf(local(images0));
    later(HOUR);
    done(images0, "backup", "-y");
    later(HOUR);
    done(images0, "backup", "-y");
    requireWholeSnapshots(images0);
    assertThat(goBackTo(area().snapshots().get(area().snapshots().size() - 1)))
        .isEqualTo(local(images0));
  }
}
