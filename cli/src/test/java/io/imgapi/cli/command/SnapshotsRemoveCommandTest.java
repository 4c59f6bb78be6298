/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.SnapshotFixture;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One snapshot goes, the others stay whole. */
class SnapshotsRemoveCommandTest extends SnapshotFixture {

  @Test
  void letsOneGo() {
    List<String> ids = ids();
    assertThat(done("snapshots", "remove", "-y", ids.get(1)).out()).contains("let go 1 snapshots");
    assertThat(ids()).containsExactly(ids.get(0), ids.get(2));
    assertThat(done("snapshots").out()).doesNotContain("degraded");
  }

  @Test
  void letsTheNewestGoWithoutHarmToTheMirror() {
    List<String> ids = ids();
    done("snapshots", "remove", "-y", ids.get(2));
    assertThat(ids()).containsExactly(ids.get(0), ids.get(1));
    assertThat(done("snapshots").out()).doesNotContain("degraded");
    done("backup", "-y");
    assertThat(ids()).hasSize(3);
  }

  @Test
  void isTheWayOutWhereOneCannotBeRead() throws Exception {
    String id = ids().get(0);
    Path content = Files.writeString(directory.resolve("content"), "no list");
    done("manta", "put", content.toString(), inArea("snapshots/" + id + "/snapshot.jsonl.gz"));
    run("prune", "-y").requireFailure(ExitCode.INTEGRITY, id, "imgapi snapshots remove " + id);
    done("snapshots", "remove", "-y", id);
    assertThat(ids()).hasSize(2);
    done("prune", "-y");
  }

  @Test
  void changesNothingWhenItIsOnlyShown() {
    List<String> ids = ids();
    long changes = sandbox.manta().stats().requests().getOrDefault("DELETE", 0L);
    assertThat(done("snapshots", "remove", "-n", ids.get(0)).out()).contains(ids.get(0));
    assertThat(sandbox.manta().stats().requests().getOrDefault("DELETE", 0L)).isEqualTo(changes);
    assertThat(ids()).isEqualTo(ids);
  }

  @Test
  void refusesWhatIsNoId() {
    run("snapshots", "remove", "-y", "yesterday").requireFailure(ExitCode.USAGE, "yesterday");
    run("snapshots", "remove", "-y", "2020-01-01T000000Z")
        .requireFailure(ExitCode.FAILED, "there is no snapshot 2020-01-01T000000Z");
  }
}
