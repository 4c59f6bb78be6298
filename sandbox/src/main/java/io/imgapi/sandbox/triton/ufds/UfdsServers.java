/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.triton.http.ApiServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The UFDS of a data centre, and the master's where that is another one. What is written to the
 * master comes to the local one too; what is written to a slave stays there, and those who hear of
 * keys never do of those.
 */
public final class UfdsServers implements Closeable {
  private final UfdsServer local;
  private final Optional<UfdsServer> separate;
  private final Optional<Replication> replication;

  private UfdsServers(
      UfdsServer local, Optional<UfdsServer> separate, Optional<Replication> replication) {
    this.local = local;
    this.separate = separate;
    this.replication = replication;
  }

  /**
   * How they are started.
   *
   * @param directory keeps entries and ports
   * @param password of the local one's root
   * @param seed fixes the chances of faults
   * @param keys hears of what Manta is to know
   * @param master where the local one is a slave
   */
  public record Setting(
      Path directory,
      String password,
      ApiServer.Tls tls,
      Clock clock,
      long seed,
      Keys keys,
      Optional<Master> master) {

    /** Names no password. */
    @Override
    public String toString() {
      return "UFDS in " + directory;
    }
  }

  /**
   * A master of its own.
   *
   * @param password of its root
   * @param delay how long a change takes to the slave; zero for none
   * @param sleeper waits for it
   */
  public record Master(String password, Duration delay, Sleeper sleeper) {
    /** Names no password. */
    @Override
    public String toString() {
      return "a master, " + delay + " ahead";
    }
  }

  /** Starts them; when this returns, they answer. */
  public static UfdsServers start(Setting setting) throws IOException {
    boolean one = setting.master().isEmpty();
    UfdsServer local =
        UfdsServer.start(
            new UfdsServer.Setting(
                "ufds",
                setting.directory(),
                setting.password(),
                setting.tls(),
                new FaultPlan(setting.seed()),
                one ? change -> Keys.tell(change, setting.keys()) : change -> {}));
    try {
      return one
          ? new UfdsServers(local, Optional.empty(), Optional.empty())
          : withMaster(local, setting, setting.master().get());
    } catch (IOException | RuntimeException failure) {
      local.close();
      throw failure;
    }
  }

  private static UfdsServers withMaster(UfdsServer local, Setting setting, Master master)
      throws IOException {
    Replication replication =
        new Replication(
            local,
            change -> Keys.tell(change, setting.keys()),
            new Replication.Pace(master.delay(), setting.clock(), master.sleeper()));
    UfdsServer separate =
        UfdsServer.start(
            new UfdsServer.Setting(
                "ufds-master",
                setting.directory(),
                master.password(),
                setting.tls(),
                new FaultPlan(setting.seed()),
                replication::carry));
    // What was on its way when the process died.
    separate.entries().forEach(local::take);
    return new UfdsServers(local, Optional.of(separate), Optional.of(replication));
  }

  /** The data centre's own. */
  public UfdsServer local() {
    return local;
  }

  /** The one whose entries go everywhere; the local one where there is no other. */
  public UfdsServer master() {
    return separate.orElse(local);
  }

  /** Whether the master is another one. */
  public boolean isSlave() {
    return separate.isPresent();
  }

  /** Puts an account everywhere, unless one of that uuid is there. */
  public void account(String uuid, String login, Map<String, String> more) {
    master().account(uuid, login, more);
    local.account(uuid, login, more);
  }

  @Override
  public void close() {
    replication.ifPresent(Replication::close);
    separate.ifPresent(UfdsServer::close);
    local.close();
  }
}
