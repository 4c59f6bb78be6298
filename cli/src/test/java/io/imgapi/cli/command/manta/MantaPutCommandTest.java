/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MantaPutCommandTest extends MantaCommandsBase {

  @Test
  void putsWithProof() throws IOException {
    String local = file("one", "one").toString();
    Run run = manta("put", local, STOR + "/one");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("/stor/one", "f97c5d29941bfb1b2fdab0874906ab82");
    assertThat(manta("get", STOR + "/one").out()).isEqualTo("one");
  }

  @Test
  void makesDirectoriesOnlyWhenTold() throws IOException {
    String local = file("one", "one").toString();
    manta("put", local, STOR + "/a/b/one").requireFailure(ExitCode.FAILED, "not there", "-p");
    assertThat(manta("put", "-p", local, STOR + "/a/b/one").status()).isZero();
  }

  @Test
  void keepsWhatIsThereWhenTold() throws IOException {
    plant(STOR + "/one", "first");
    String local = file("two", "second").toString();
    manta("put", "--if-absent", local, STOR + "/one")
        .requireFailure(ExitCode.REFUSED, "already", "manta info");
    assertThat(manta("get", STOR + "/one").out()).isEqualTo("first");
    assertThat(manta("put", local, STOR + "/one").status()).isZero();
    assertThat(manta("get", STOR + "/one").out()).isEqualTo("second");
  }

  @Test
  void repeatsAfterTroubleAndNamesAMissingFile() throws IOException {
    trouble(new Fault.Reset(Fault.Reset.Moment.IN_REQUEST_BODY), "PUT", 2);
    plant(STOR + "/one", "x".repeat(100_000));
    assertThat(manta("get", STOR + "/one").out()).hasSize(100_000);
    manta("put", directory.resolve("nothing").toString(), STOR + "/one")
        .requireFailure(ExitCode.FAILED, "cannot be read");
  }
}
