/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.attach.Attach;
import io.imgapi.core.authkeys.ChangeAuthKeys;
import io.imgapi.core.authkeys.ListAuthKeys;
import io.imgapi.core.authkeys.ReloadAuthKeys;
import io.imgapi.core.backup.Backup;
import io.imgapi.core.certificate.FrontEnd;
import io.imgapi.core.certificate.InstallCertificate;
import io.imgapi.core.certificate.ShowCertificate;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.configedit.ChangeConfig;
import io.imgapi.core.configedit.EditConfig;
import io.imgapi.core.event.Events;
import io.imgapi.core.health.CheckHealth;
import io.imgapi.core.history.Areas;
import io.imgapi.core.history.ForgetImage;
import io.imgapi.core.history.PruneArea;
import io.imgapi.core.history.ReportSnapshots;
import io.imgapi.core.host.Editor;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HttpServicePing;
import io.imgapi.core.host.MdataGet;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ZoneIdentity;
import io.imgapi.core.host.ZoneMetadata;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.keys.RotateKey;
import io.imgapi.core.logs.LinkRotated;
import io.imgapi.core.logs.ShowLog;
import io.imgapi.core.logs.UploadLogs;
import io.imgapi.core.ownership.Ownerships;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreElsewhere;
import io.imgapi.core.rootdisk.Zone;
import io.imgapi.core.service.FarServicePing;
import io.imgapi.core.service.ServiceStart;
import io.imgapi.core.setup.Setup;
import io.imgapi.core.store.MantaAccessProbe;
import io.imgapi.core.store.MantaConnector;
import io.imgapi.core.store.StoreConnector;
import io.imgapi.core.time.Sleeper;
import io.imgapi.core.tlscert.TlsPort;
import io.imgapi.core.verify.Verify;
import io.imgapi.core.zoneconfig.RestoreConfig;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/** Use cases that work on this machine and with the Manta of the configuration. */
public record InstanceUseCases(
    ConfigReader reader,
    Host host,
    Editor editor,
    Events events,
    Clock clock,
    Sleeper sleeper,
    Supplier<String> uuids)
    implements UseCases {

  @Override
  public Backup backup(InstanceLayout instance) {
    return new Backup(instance, reader, connector(instance), ownerships(instance), clock, sleeper);
  }

  @Override
  public Restore restore(InstanceLayout instance) {
    return new Restore(
        instance,
        reader,
        connector(instance),
        ownerships(instance),
        new ServiceManager(host, new ZonePrograms(instance.root())),
        new HttpServicePing(),
        clock,
        sleeper);
  }

  @Override
  public RestoreConfig restoreConfig(InstanceLayout instance) {
    return new RestoreConfig(instance, reader, connector(instance), clock);
  }

  @Override
  public RestoreElsewhere restoreElsewhere(InstanceLayout instance) {
    return new RestoreElsewhere(instance, reader, connector(instance), clock, sleeper);
  }

  @Override
  public PruneArea prune(InstanceLayout instance) {
    return new PruneArea(areas(instance));
  }

  @Override
  public ForgetImage forgetImage(InstanceLayout instance) {
    return new ForgetImage(areas(instance), sleeper);
  }

  @Override
  public ReportSnapshots snapshots(InstanceLayout instance) {
    return new ReportSnapshots(areas(instance));
  }

  @Override
  public Setup setup(InstanceLayout instance, Optional<ZoneMetadata> metadata) {
    return new Setup(new Zone(host, instance, metadata, reader), clock);
  }

  @Override
  public Attach attach(InstanceLayout instance) {
    return new Attach(new Zone(host, instance, Optional.empty(), reader));
  }

  @Override
  public ListAuthKeys listAuthKeys(InstanceLayout instance) {
    return new ListAuthKeys(host.files(), instance);
  }

  @Override
  public ChangeAuthKeys changeAuthKeys(InstanceLayout instance) {
    return new ChangeAuthKeys(host.files(), instance);
  }

  @Override
  public ReloadAuthKeys reloadAuthKeys(InstanceLayout instance) {
    ServiceManager services = new ServiceManager(host, new ZonePrograms(instance.root()));
    ServiceStart start = new ServiceStart(services, new HttpServicePing(), clock, sleeper);
    return new ReloadAuthKeys(instance, reader, host, services, start, clock);
  }

  @Override
  public ShowCertificate showCertificate(InstanceLayout instance) {
    return new ShowCertificate(host.files(), instance, clock);
  }

  @Override
  public InstallCertificate installCertificate(
      InstanceLayout instance, Map<String, String> environment) {
    ServiceManager service =
        new ServiceManager(host, new ZonePrograms(instance.root()), ServiceManager.FRONT_END);
    int port = TlsPort.of(host.files(), instance, environment);
    FrontEnd frontEnd = new FrontEnd(host, service, port, clock, sleeper);
    return new InstallCertificate(host.files(), instance, frontEnd, clock);
  }

  @Override
  public Verify verify(InstanceLayout instance) {
    return new Verify(areas(instance), sleeper);
  }

  @Override
  public CheckHealth checkHealth(InstanceLayout instance, Host where) {
    MantaConnector manta = new MantaConnector(instance, Events.none(), clock, sleeper);
    Optional<SocketFactory> elsewhere =
        where == host ? Optional.empty() : Optional.of(where.sockets());
    return new CheckHealth(instance, where, reader, manta, elsewhere, clock);
  }

  @Override
  public RotateKey rotateKey(InstanceLayout instance, Host machine, boolean here) {
    MdataGet metadata = new MdataGet(machine, new ZonePrograms(instance.root()));
    return new RotateKey(
        instance,
        machine,
        here,
        reader,
        new ZoneIdentity(instance, machine, metadata, uuids),
        new MantaAccessProbe(
            new MantaConnector(instance, events, clock, sleeper),
            here ? Optional.empty() : Optional.of(machine.sockets())),
        here ? new HttpServicePing() : new FarServicePing(machine, clock),
        clock,
        sleeper,
        uuids);
  }

  @Override
  public ChangeConfig changeConfig(InstanceLayout instance) {
    ServiceManager services = new ServiceManager(host, new ZonePrograms(instance.root()));
    return new ChangeConfig(
        instance,
        reader,
        host.files(),
        services,
        new ServiceStart(services, new HttpServicePing(), clock, sleeper),
        clock);
  }

  @Override
  public EditConfig editConfig(InstanceLayout instance) {
    return new EditConfig(changeConfig(instance), editor);
  }

  @Override
  public LinkRotated linkRotated(InstanceLayout instance) {
    return new LinkRotated(instance, host.files());
  }

  @Override
  public UploadLogs uploadLogs(InstanceLayout instance) {
    return new UploadLogs(instance, reader, connector(instance), host.files(), clock, sleeper);
  }

  @Override
  public ShowLog showLog(InstanceLayout instance, Host where) {
    return new ShowLog(instance, where, sleeper);
  }

  private Areas areas(InstanceLayout instance) {
    return new Areas(instance, reader, connector(instance), ownerships(instance), clock);
  }

  private Ownerships ownerships(InstanceLayout instance) {
    MdataGet metadata = new MdataGet(host, new ZonePrograms(instance.root()));
    return new Ownerships(
        instance, new ZoneIdentity(instance, host, metadata, uuids), clock, sleeper, uuids);
  }

  private StoreConnector connector(InstanceLayout instance) {
    return new MantaConnector(instance, events, clock, sleeper);
  }
}
