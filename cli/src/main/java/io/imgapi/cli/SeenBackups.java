/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.BackupProofs;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.objects.AccessRequest;
import io.imgapi.core.objects.MantaSession;
import io.imgapi.core.objects.MantaSessions;
import io.imgapi.core.provision.ReprovisionPlan;
import io.imgapi.core.provision.SnapshotAge;
import io.imgapi.core.provision.ZoneWork;
import io.imgapi.core.registration.MantaOfInstance;
import io.imgapi.core.ssh.SshLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Backups that are made over SSH, or seen in Manta with the credentials of the environment. */
record SeenBackups(OpenHosts hosts, MantaSessions manta, Surroundings surroundings)
    implements BackupProofs {
  @Override
  public ZoneWork inZone(SshLogin zone, Path root, Duration backupLimit, Events events) {
    return new ZoneWork(
        hosts.on(Optional.of(zone)),
        new InstanceLayout(root.toAbsolutePath().normalize()),
        backupLimit,
        surroundings.sleeper(),
        events);
  }

  @Override
  public void requireSnapshot(ReprovisionPlan plan, Duration most) {
    Map<String, String> environment = surroundings.environment();
    String url = environment.getOrDefault("MANTA_URL", "");
    MantaOfInstance instance =
        plan.manta()
            .filter(backedUpTo -> backedUpTo.url().equals(url))
            .orElseThrow(() -> unseen(plan, url));
    InstanceLayout nobody = new InstanceLayout(Path.of("/"));
    try (MantaSession session =
        manta.open(new AccessRequest(nobody, nobody.configFile(), false, true))) {
      new SnapshotAge(session, surroundings.clock()).require(instance, most);
    }
  }

  private static ImgapiException unseen(ReprovisionPlan plan, String url) {
    ImgapiException failure =
        ImgapiException.of(
            ExitCode.REFUSED, "it cannot be seen from here whether the instance was backed up");
    if (plan.manta().isEmpty()) {
      return failure
          .with("manta", "the instance has none")
          .remedy("its logs are lost with its root; go on all the same: --no-backup-check");
    }
    return failure
        .with("manta", plan.manta().get().settings("").shownUrl())
        .with("MANTA_URL", url.isEmpty() ? "not set" : url)
        .remedy(
            "have it backed up: --host root@ADDRESS; or set MANTA_URL, MANTA_USER and MANTA_KEY_ID for"
                + " a look at its snapshots; or run in the instance: imgapi backup -y; imgapi"
                + " log-upload; then say that it was done with --no-backup-check");
  }
}
