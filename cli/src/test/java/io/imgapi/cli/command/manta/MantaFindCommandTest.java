/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MantaFindCommandTest extends MantaCommandsBase {

  @Test
  void walksEverythingBelowADirectory() throws IOException {
    plant(STOR + "/x/a/one.raw", "1");
    plant(STOR + "/x/b/two", "2");
    String x = "/" + sandbox.operator().account() + "/stor/x";
    assertThat(manta("find", STOR + "/x").out().lines())
        .containsExactly(x + "/a", x + "/a/one.raw", x + "/b", x + "/b/two");
    assertThat(manta("find", STOR + "/x", "--type", "o").out().lines()).hasSize(2);
    assertThat(manta("find", STOR + "/x", "--name", "\\.raw$").out().lines())
        .containsExactly(x + "/a/one.raw");
    assertThat(manta("find", STOR + "/x/b/two").out().lines()).containsExactly(x + "/b/two");
    assertThat(manta("find", STOR + "/x", "--json").out().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void refusesABrokenExpression() {
    manta("find", "--name", "[").requireFailure(ExitCode.USAGE, "regular expression");
  }
}
