/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.core.error.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Old snapshots go, and what only they needed. */
class PruneCommandTest extends SnapshotFixture {
  private static final String[] ONE_HOUR = {
    "prune", "-y", "--keep-hourly", "1", "--keep-daily", "0", "--keep-weekly", "0"
  };

  @Test
  void letsGoWhatIsNotKept() {
    List<String> ids = ids();
    assertThat(done(ONE_HOUR).out()).contains("let go 2 snapshots");
    assertThat(ids()).containsExactly(ids.get(2));
    assertThat(json("snapshots", "--json").path("heldBytes").asLong()).isZero();
    assertThat(done("snapshots").out()).contains("whole").doesNotContain("degraded");
    assertThat(done(ONE_HOUR).out()).contains("let go 0 snapshots, 0 image files");
  }

  @Test
  void keepsEverythingThatIsStillWithinItsTime() {
    assertThat(done("prune", "-y").out())
        .contains("let go 0 snapshots")
        .contains("3 snapshots kept");
  }

  @Test
  void changesNothingWhenItIsOnlyShown() {
    Run dry =
        done("prune", "--dry-run", "--keep-hourly", "1", "--keep-daily", "0", "--keep-weekly", "0");
    assertThat(dry.out()).contains("2 of 3 snapshots").contains(ids().get(0));
    assertThat(ids()).hasSize(3);
  }

  @Test
  void asksFirst() {
    Run run = run("prune", "--keep-hourly", "1", "--keep-daily", "0", "--keep-weekly", "0");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("use -y");
    assertThat(ids()).hasSize(3);
  }

  @Test
  void refusesNumbersThatMakeNoSense() {
    run("prune", "-y", "--keep-daily", "-1").requireFailure(ExitCode.USAGE, "negative");
  }

  @Test
  void saysWhereThereIsNothingToPrune() {
    done("manta", "rm", "-y", "-r", inArea("snapshots"));
    done("manta", "rm", "-y", inArea("owner.json"));
    run("prune", "-y").requireFailure(ExitCode.NOT_SET_UP, "there are no snapshots");
  }

  @Test
  void sweepsNothingWhileTheMirrorIsNotAsTheNewestSnapshotSays() {
    done("manta", "rm", "-y", inArea("manifests/" + anyManifest()));
    run(ONE_HOUR).requireFailure(ExitCode.REFUSED, "imgapi backup");
    assertThat(ids()).hasSize(3);
    done("backup", "-y");
    done(ONE_HOUR);
  }

  private String anyManifest() {
    return done("manta", "ls", inArea("manifests")).out().lines().findFirst().orElseThrow();
  }
}
