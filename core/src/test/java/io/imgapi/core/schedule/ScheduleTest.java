/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.host.ZonePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
  private static final String CRONTAB =
      """
      #!/bin/sh
      file=$(dirname "$0")/table
      case ${1:-} in
        -l) [ -f "$file" ] || { echo "crontab: can't open your crontab file." >&2; exit 1; }
            cat "$file" ;;
        -r) rm -f "$file" ;;
        "") cat >"$file" ;;
      esac
      """;

  @TempDir Path root;

  private Schedule schedule() {
    return new Schedule(new LocalHost(""), new ZonePrograms(root));
  }

  private void program(String script) throws IOException {
    Path program = root.resolve("usr/bin/crontab");
    Files.createDirectories(program.getParent());
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    program(CRONTAB);
    assertThat(schedule().read()).isEqualTo(new Schedule.Present(Crontab.of("")));
    Crontab attached = Crontab.of("").attached();
    schedule().write(attached);
    assertThat(schedule().read()).isEqualTo(new Schedule.Present(attached));
    schedule().write(attached.detached());
    assertThat(root.resolve("usr/bin/table")).doesNotExist();
  }

  @Test
  void aMachineWithoutCronIsNotAnEmptyCrontab() {
    assertThat(schedule().read()).isEqualTo(new Schedule.NoCron());
  }

  @Test
  void aCrontabThatCannotBeReadIsNotAnEmptyOne() throws IOException {
    program("#!/bin/sh\necho 'crontab: you are not authorized to use cron. Sorry.' >&2; exit 1\n");
    assertThatThrownBy(() -> schedule().read())
        .isInstanceOf(ImgapiException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> schedule().write(Crontab.of("a\n")))
        .isInstanceOf(ImgapiException.class)
        .hasMessageContaining("the old one is still in force");
  }
}
