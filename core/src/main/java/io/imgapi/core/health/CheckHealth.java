/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.Mode;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.MdataGet;
import io.imgapi.core.host.ZoneIdentity;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.store.MantaConnector;
import io.imgapi.core.store.MantaLook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * Looks whether an instance is well. Changes nothing, and ends in time whatever hangs.
 *
 * <p>What it learns of the machine comes through {@code host}, and Manta is asked from there, so
 * that the same checks are made from afar.
 */
public final class CheckHealth {
  private static final List<String> STANDALONE = List.of("imgapi", "haproxy", "cron");
  private static final List<String> DATA_CENTRE =
      List.of("imgapi", "config-agent", "registrar", "amon-agent");
  private static final Duration ONE_CALL = Duration.ofSeconds(5);
  private final InstanceLayout layout;
  private final ConfigReader reader;
  private final MantaConnector connector;
  private final Optional<SocketFactory> elsewhere;
  private final Scene scene;

  /**
   * The checks of one instance.
   *
   * @param elsewhere makes connections that begin at {@code host}; empty where that is this machine
   */
  public CheckHealth(
      InstanceLayout layout,
      Host host,
      ConfigReader reader,
      MantaConnector connector,
      Optional<SocketFactory> elsewhere,
      Clock clock) {
    this.layout = layout;
    this.reader = reader;
    this.connector = connector;
    this.elsewhere = elsewhere;
    this.scene = new Scene(layout, host, new ZonePrograms(layout.root()), clock);
  }

  /**
   * Makes the checks that are wanted and apply. Safe to repeat.
   *
   * @param asTheyEnd is told each finding at once, in the calling thread
   * @throws io.imgapi.core.error.ImgapiException {@code CONFIG_INVALID} where there is no
   *     configuration, {@code REMOTE_UNAVAILABLE} where the machine cannot be asked
   */
  public HealthReport check(HealthRequest request, Consumer<Finding> asTheyEnd) {
    Instant started = scene.now();
    ConfigInquiry configuration = new ConfigInquiry(scene, reader, request.config());
    // Read whether it is wanted or not: which checks apply depends on it.
    List<Finding> found = new ArrayList<>();
    SideBySide first = new SideBySide(EnumSet.of(CheckName.CONFIG), scene.clock(), found::add);
    first.make(List.of(configuration), request.limit());
    Optional<ImgapiConfig> config = configuration.config();
    boolean dataCentre = config.filter(c -> c.mode() == Mode.DC).isPresent();
    Set<CheckName> wanted =
        request.wanted(dataCentre ? CheckName.ofDataCentre() : EnumSet.allOf(CheckName.class));
    found.removeIf(finding -> !wanted.contains(finding.check()));
    found.forEach(asTheyEnd);
    wanted.remove(CheckName.CONFIG);
    SideBySide rest = new SideBySide(wanted, scene.clock(), asTheyEnd);
    rest.make(
        inquiries(request, config, dataCentre),
        request.limit().minus(Duration.between(started, scene.now())));
    found.addAll(rest.found());
    found.sort(Comparator.comparing(Finding::check));
    return new HealthReport(
        scene.host().name(),
        layout.root().toString(),
        config.map(c -> c.mode().name().toLowerCase(Locale.ROOT)).orElse(""),
        found,
        started,
        scene.now());
  }

  private List<Inquiry> inquiries(
      HealthRequest request, Optional<ImgapiConfig> config, boolean dataCentre) {
    Duration call = request.limit().dividedBy(2);
    Duration limit = call.compareTo(ONE_CALL) < 0 ? call : ONE_CALL;
    ZoneIdentity identity =
        new ZoneIdentity(
            layout, scene.host(), new MdataGet(scene.host(), scene.programs()), () -> "");
    // The longest first: what they load takes its time.
    return List.of(
        new MantaInquiry(
            scene,
            config,
            new MantaLook.Opener(connector, elsewhere, limit, scene.clock()),
            new OwnerCheck(scene, identity::uuid)),
        new ImageServiceInquiry(scene, config, request.httpsPort(), limit),
        new ServicesInquiry(scene, dataCentre ? DATA_CENTRE : STANDALONE, limit),
        new DataInquiry(scene, limit),
        new ScheduleInquiry(scene),
        new RecordsInquiry(scene, config));
  }
}
