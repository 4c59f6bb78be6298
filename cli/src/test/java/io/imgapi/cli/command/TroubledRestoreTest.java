/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.HandTime;
import io.imgapi.cli.TroubledInstance;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends a restore, how soon, with which words, and that the next one makes it good. */
class TroubledRestoreTest extends TroubledInstance {
  private static final String FILES = ".*/backup/images/.*";
  private Map<String, String> published;

  @BeforeEach
  void backUpAndLose() {
    published = files();
    done("backup");
    loseEverything();
  }

  /** A broken restore is known as one: no marker, no backup until it is finished. */
  private void requireBroken() {
    assertThat(inRun("restore.json")).exists();
    assertThat(inRun("restored.marker")).doesNotExist();
    assertThat(zone.manifests().toFile().list((d, name) -> !name.startsWith("."))).isEmpty();
    run("backup").requireFailure(ExitCode.NOT_SET_UP, "restore");
  }

  private void requireItCanBeFinished() {
    troubleIsOver();
    done("restore");
    assertThat(files()).isEqualTo(published);
    assertThat(inRun("restore.json")).doesNotExist();
    assertThat(done("backup", "--json").out()).contains("\"manifests\":0");
  }

  @Test
  void mantaThatIsGoneAltogether() {
    mantaGoesAway();
    HandTime time = new HandTime(Instant.now());
    run(time, "restore")
        .requireFailure(ExitCode.REMOTE_UNAVAILABLE, "run this again when Manta answers");
    assertThat(time.waited()).isLessThan(Duration.ofMinutes(2));
    assertThat(time.waits()).isLessThan(ATTEMPTS);
    assertThat(files()).isEmpty();
    assertThat(inRun("restored.marker")).doesNotExist();
    startManta();
    requireItCanBeFinished();
  }

  @Test
  void mantaThatGoesAwayInTheMiddle() {
    trouble(new Fault.Refused(), "GET", FILES + "/(file.|icon)", 3);
    HandTime time = new HandTime(Instant.now());
    long before = requests();
    Run run = run(time, "restore", "--parallel", "2");
    requireEnd(run, ExitCode.REMOTE_UNAVAILABLE, "what was done so far stays done");
    assertThat(time.waited()).isLessThan(PATIENCE);
    assertThat(requests() - before).isLessThan(40 + 4 * ATTEMPTS);
    requireBroken();
    requireItCanBeFinished();
  }

  @Test
  void aStormOf503ThatDoesNotEnd() {
    trouble(new Fault.Status(503), ".*", ".*", 0);
    HandTime time = new HandTime(Instant.now());
    long before = requests();
    run(time, "restore")
        .requireFailure(ExitCode.REMOTE_UNAVAILABLE, "run this again when Manta answers");
    assertThat(requests() - before).isLessThanOrEqualTo(ATTEMPTS);
    assertThat(files()).isEmpty();
    requireItCanBeFinished();
  }

  @Test
  void answersThatNeverArriveWhole() {
    trouble(new Fault.TruncatedResponse(0L), "GET", FILES + "/file0", 0);
    HandTime time = new HandTime(Instant.now());
    long before = requests();
    Run run = run(time, "restore", "--parallel", "2");
    assertThat(run.status())
        .as(run.err())
        .isIn(ExitCode.REMOTE_UNAVAILABLE.status(), ExitCode.INTEGRITY.status());
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(requests() - before).isLessThan(40 + 6 * ATTEMPTS);
    requireBroken();
    requireItCanBeFinished();
  }

  @Test
  void answersThatBreakHalfWayAreGoneOnWith() {
    trouble(new Fault.TruncatedResponse(), "GET", FILES + "/file0", 0);
    Run run = run("restore");
    assertThat(run.err()).doesNotContain("\tat ");
    requireItCanBeFinished();
  }

  @Test
  void answersWithAFlippedBitEveryTime() {
    trouble(new Fault.FlippedResponse(), "GET", FILES + "/file0", 0);
    long before = requests();
    Run run = run("restore", "--parallel", "2");
    requireEnd(run, ExitCode.INTEGRITY, "/file0");
    assertThat(requests() - before).isLessThan(40 + 6 * ATTEMPTS);
    requireBroken();
    requireItCanBeFinished();
  }

  @Test
  void aClockThatIsTenMinutesOff() {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
    CliHarness.run(clock, time -> {}, words("restore", "-y"))
        .requireFailure(ExitCode.CLOCK, "set this machine's clock");
    assertThat(files()).isEmpty();
    requireItCanBeFinished();
  }

  @Test
  void aKeyThatTheAccountDoesNotHave() throws IOException {
    String good = Files.readString(zone.configuration());
    takeAnotherKey();
    run("restore")
        .requireFailure(ExitCode.AUTH_REFUSED, "key id: SHA256:", "key add", "stranger.pub");
    assertThat(files()).isEmpty();
    Files.writeString(zone.configuration(), good);
    requireItCanBeFinished();
  }
}
