/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {
  private static final String ORIGINAL =
      """
      # written by setup
      0 5 * * * /opt/local/sbin/pkg_admin fetch-pkg-vulnerabilities >/dev/null 2>&1
      0 * * * * /usr/sbin/logadm -v >>/var/log/logadm.log 2>&1
      1 * * * * /opt/smartdc/imgapi/bin/tritonlogupload.sh -a 5 >>/var/log/tritonlogupload.log 2>&1
      17 * * * * /opt/smartdc/imgapi/bin/imgapi-standalone-backup -y >>/var/log/triton/imgapi-backup.log 2>&1
      30 2 * * * /root/mine.sh   logadm
      """;

  @Test
  void ourLinesTakeThePlaceOfTheOriginals() {
    Crontab crontab = Crontab.of(ORIGINAL).attached();
    assertThat(crontab.missing()).isEmpty();
    for (Job job : Job.values()) {
      assertThat(crontab.replacedBy(job)).as(job.title()).isEmpty();
      assertThat(crontab.text()).contains("\n" + job.line() + "\n");
    }
    assertThat(crontab.text())
        .startsWith("# written by setup\n0 5 * * * /opt/local/sbin/pkg_admin")
        .contains("\n30 2 * * * /root/mine.sh   logadm\n")
        .contains("\n#imgapi-off# 17 * * * * /opt/smartdc");
  }

  @Test
  void anOriginalToolIsNamedAsLongAsItIsActive() {
    Crontab crontab = Crontab.of(ORIGINAL);
    assertThat(crontab.missing()).containsExactly(Job.LOG_UPLOAD, Job.BACKUP);
    assertThat(crontab.replacedBy(Job.BACKUP)).singleElement().asString().contains("-backup -y");
    assertThat(crontab.replacedBy(Job.LOG_UPLOAD)).hasSize(1);
    assertThat(crontab.replacedBy(Job.LOG_ROTATION)).hasSize(1);
    Crontab off = Crontab.of(ORIGINAL.replace("17 *", "#17 *"));
    assertThat(off.replacedBy(Job.BACKUP)).isEmpty();
  }

  @Test
  void aLineOfOursThatSomebodyMovedToAnotherMinuteIsPresent() {
    Crontab crontab =
        Crontab.of("5 * * * * /data/imgapi-tools/current/bin/imgapi  backup -y --limit-rate 5m\n");
    assertThat(crontab.missing()).doesNotContain(Job.BACKUP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# only this", "a\n\nb", "5 * * * * x\n\n\n", " \t\n#\n"})
  void takingOursOutGivesBackWhatWasThereToTheByte(String text) {
    Crontab attached = Crontab.of(text).attached();
    assertThat(attached.isAttached()).isTrue();
    assertThat(attached.attached()).isEqualTo(attached);
    assertThat(attached.detached().text()).isEqualTo(text);
    assertThat(attached.detached().detached().text()).isEqualTo(text);
  }

  @Test
  void anyCrontabComesBackToTheByte() {
    long seed = Long.getLong("imgapi.seed", 20261125L);
    Random random = new Random(seed);
    String[] lines = (ORIGINAL + "\n\r\n#\n* * * * * \"x\"\nTZ=UTC\nnot a line").split("\n", -1);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(9); i > 0; i--) {
        text.append(lines[random.nextInt(lines.length)]).append('\n');
      }
      if (random.nextBoolean() && text.length() > 0) {
        text.setLength(text.length() - 1);
      }
      String before = text.toString();
      Crontab attached = Crontab.of(before).attached();
      assertThat(attached.detached().text()).as("seed %d round %d", seed, round).isEqualTo(before);
      assertThat(attached.attached().text()).isEqualTo(attached.text());
      assertThat(attached.missing()).isEmpty();
    }
  }

  @Test
  void whatSomebodyWroteIntoOurBlockOrBehindItStays() {
    String attached = Crontab.of("a").attached().text();
    String edited = attached.replace("# imgapi: end\n", "9 9 * * * mine\n# imgapi: end\nb\n");
    assertThat(Crontab.of(edited).detached().text()).isEqualTo("a\n9 9 * * * mine\nb\n");
    String unclosed = attached.replace("# imgapi: end\n", "9 9 * * * mine\n");
    assertThat(Crontab.of(unclosed).attached().text())
        .contains("9 9 * * * mine\n")
        .containsOnlyOnce("imgapi: begin")
        .containsOnlyOnce(Job.BACKUP.line());
  }
}
