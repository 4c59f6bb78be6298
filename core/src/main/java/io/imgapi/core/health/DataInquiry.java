/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Exited;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the data lies on its data set, and has room. */
record DataInquiry(Scene scene, Duration limit) implements Inquiry {
  private static final Pattern DATASET =
      Pattern.compile("(?m)^(zones/[^/\\s]+/data)\\t(\\S+)\\t(\\S+)$");
  private static final Pattern ROOM =
      Pattern.compile("(\\d+)\\s+\\d+\\s+(-?\\d+)\\s+\\d+%\\s+(/.*)$");
  private static final long KIB = 1024;
  private static final long GIB = 1L << 30;
  private static final int FAULT_PERCENT = 3;
  private static final int WARNING_PERCENT = 10;
  private static final int ALL = 100;

  @Override
  public List<CheckName> checks() {
    return List.of(CheckName.DATASET, CheckName.DISK);
  }

  @Override
  public void make(Findings findings) {
    findings.check(CheckName.DATASET, this::dataset);
    findings.check(CheckName.DISK, this::disk);
  }

  private Finding dataset() {
    String[] list = {
      scene.programs().program("/usr/sbin/zfs"), "list", "-H", "-o", "name,mounted,mountpoint"
    };
    Optional<Exited> answer = scene.ask(limit, list);
    if (answer.isEmpty()) {
      return Finding.skipped(CheckName.DATASET, "there is no ZFS here");
    }
    if (!answer.get().succeeded()) {
      throw ImgapiException.of(ExitCode.FAILED, "zfs does not say which data sets there are")
          .with("answer", answer.get().err().strip())
          .remedy("try: zfs list");
    }
    Matcher m = DATASET.matcher(answer.get().out());
    if (!m.find()) {
      return Finding.fault(CheckName.DATASET, "absent: the zone has no delegated data set")
          .command("zfs list")
          .detail("so /data lies on the root disk, which a reprovision replaces")
          .remedy(
              "back up now (imgapi backup -y), then restore to an instance with a data set"
                  + " (imgapi create)");
    }
    String name = m.group(1);
    if (!m.group(3).equals("/data")) {
      return Finding.fault(CheckName.DATASET, "it belongs to another place: " + m.group(3))
          .command("zfs list")
          .remedy("zfs set mountpoint=/data " + name);
    }
    return m.group(2).equals("yes")
        ? Finding.ok(CheckName.DATASET, name + " on /data")
        : Finding.fault(CheckName.DATASET, "not mounted: " + name)
            .command("zfs list")
            .detail("what is written to /data now lies on the root disk")
            .remedy("zfs mount " + name + ", then: svcadm restart imgapi");
  }

  private Finding disk() {
    String base = scene.layout().base().toString();
    if (scene.files().lookThrough(scene.layout().base()).isEmpty()) {
      return Finding.fault(CheckName.DISK, "absent: there is no " + base)
          .remedy("see which data sets are mounted: zfs list; a new instance: imgapi setup");
    }
    Exited answer =
        scene
            .ask(limit, "df", "-k", base)
            .orElseThrow(
                () -> ImgapiException.of(ExitCode.FAILED, "there is no df on this machine"));
    Matcher m = ROOM.matcher(answer.out().strip());
    if (!answer.succeeded() || !m.find()) {
      throw ImgapiException.of(ExitCode.FAILED, "df does not say how much room is left")
          .with("answer", (answer.err() + answer.out()).strip())
          .remedy("try: df -k " + base);
    }
    return judge(Long.parseLong(m.group(1)) * KIB, Long.parseLong(m.group(2)) * KIB, m.group(3));
  }

  private static Finding judge(long size, long free, String mount) {
    String left = "%d MiB of %d MiB free on %s".formatted(free >> 20, size >> 20, mount);
    Finding finding;
    if (free < GIB || free * ALL < size * FAULT_PERCENT) {
      finding = Finding.fault(CheckName.DISK, "nearly full: " + left);
    } else if (free * ALL < size * WARNING_PERCENT) {
      finding = Finding.warning(CheckName.DISK, "getting full: " + left);
    } else {
      finding = Finding.ok(CheckName.DISK, left);
    }
    Finding told =
        finding.state() == CheckState.OK
            ? finding
            : finding
                .command("df -k " + mount)
                .remedy(
                    "see what takes the room: du -sk /data/imgapi/* /var/log/*; a larger quota is set"
                        + " from the headnode");
    return told.measured(Measure.DISK_FREE_BYTES, (double) free)
        .measured(Measure.DISK_SIZE_BYTES, (double) size);
  }
}
