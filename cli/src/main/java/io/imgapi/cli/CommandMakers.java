/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.AllowLocalImagesCommand;
import io.imgapi.cli.command.AttachCommand;
import io.imgapi.cli.command.AuthKeysAddCommand;
import io.imgapi.cli.command.AuthKeysCommand;
import io.imgapi.cli.command.AuthKeysListCommand;
import io.imgapi.cli.command.AuthKeysReloadCommand;
import io.imgapi.cli.command.AuthKeysRemoveCommand;
import io.imgapi.cli.command.BackupCommand;
import io.imgapi.cli.command.CertCommand;
import io.imgapi.cli.command.CertInstallCommand;
import io.imgapi.cli.command.CertShowCommand;
import io.imgapi.cli.command.CompletionCommand;
import io.imgapi.cli.command.ConfigCommand;
import io.imgapi.cli.command.ConfigEditCommand;
import io.imgapi.cli.command.ConfigSetCommand;
import io.imgapi.cli.command.CreateCommand;
import io.imgapi.cli.command.DetachCommand;
import io.imgapi.cli.command.ExternalMantaSetupCommand;
import io.imgapi.cli.command.GenConfigCommand;
import io.imgapi.cli.command.HelpCommand;
import io.imgapi.cli.command.ImgapiCommand;
import io.imgapi.cli.command.InstanceUseCases;
import io.imgapi.cli.command.LogCommand;
import io.imgapi.cli.command.LogRotatedCommand;
import io.imgapi.cli.command.LogUploadCommand;
import io.imgapi.cli.command.MantaEnvCommand;
import io.imgapi.cli.command.MantaSetupCommand;
import io.imgapi.cli.command.PruneCommand;
import io.imgapi.cli.command.RegisterKeyCommand;
import io.imgapi.cli.command.ReprovisionCommand;
import io.imgapi.cli.command.RestoreCommand;
import io.imgapi.cli.command.RotateKeyCommand;
import io.imgapi.cli.command.SetupCommand;
import io.imgapi.cli.command.SnapshotsCommand;
import io.imgapi.cli.command.SnapshotsForgetImageCommand;
import io.imgapi.cli.command.SnapshotsRemoveCommand;
import io.imgapi.cli.command.StatusCommand;
import io.imgapi.cli.command.UseCases;
import io.imgapi.cli.command.VerifyCommand;
import io.imgapi.cli.command.manta.MantaCommand;
import io.imgapi.cli.command.manta.MantaFindCommand;
import io.imgapi.cli.command.manta.MantaGetCommand;
import io.imgapi.cli.command.manta.MantaInfoCommand;
import io.imgapi.cli.command.manta.MantaLsCommand;
import io.imgapi.cli.command.manta.MantaPutCommand;
import io.imgapi.cli.command.manta.MantaRmCommand;
import io.imgapi.cli.command.sandbox.SandboxCommand;
import io.imgapi.cli.command.sandbox.SandboxDemoCommand;
import io.imgapi.cli.command.sandbox.SandboxEnvCommand;
import io.imgapi.cli.command.sandbox.SandboxFaultCommand;
import io.imgapi.cli.command.sandbox.SandboxStartCommand;
import io.imgapi.cli.command.sandbox.SandboxStatusCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneCreateCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneListCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZonePublishCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneRebootCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneReprovisionCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneUnpublishCommand;
import io.imgapi.cli.demo.Demo;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.LogRecords;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.GenerateConfig;
import io.imgapi.core.config.InspectConfig;
import io.imgapi.core.config.MantaEnvironment;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostName;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.host.TerminalEditor;
import io.imgapi.core.objects.MantaSessions;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes commands with what they work with; what no command of the line asks for is not made.
 *
 * <p>It knows nothing of picocli: Java keeps no lambda for later starts whose class depends on one
 * of a library as old as that.
 */
final class CommandMakers {
  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;
  private final ConfigReader reader = new ConfigReader();
  private final Host host;
  private final OpenHosts hosts;
  private final Console console;
  private final LogRecords records;
  private final UseCases useCases;
  private final Map<String, Map<Class<?>, Supplier<Object>>> rooms = new HashMap<>();

  CommandMakers(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.host = new LocalHost(surroundings.environment().getOrDefault("PATH", ""));
    this.hosts = new OpenHosts(host, surroundings.environment(), surroundings.uuids());
    this.console =
        new Console(
            err,
            surroundings.terminal(),
            surroundings.screen(),
            surroundings.interruption(),
            surroundings.clock());
    this.records = new LogRecords(out, () -> HostName.of(host), surroundings.clock());
    this.useCases =
        new InstanceUseCases(
            reader,
            host,
            TerminalEditor.of(surroundings.environment()),
            console.events("imgapi", false),
            surroundings.clock(),
            surroundings.sleeper(),
            surroundings.uuids());
  }

  /** The machines that commands reach, to be closed at the end. */
  OpenHosts hosts() {
    return hosts;
  }

  /** How log records are written. */
  LogRecords records() {
    return records;
  }

  /** Makes a command; empty where it is none of those that need anything. */
  Optional<Object> make(Class<?> type) {
    return Optional.ofNullable(
            rooms.computeIfAbsent(type.getPackageName(), this::makersOf).get(type))
        .map(Supplier::get);
  }

  private Map<Class<?>, Supplier<Object>> makersOf(String room) {
    Map<Class<?>, Supplier<Object>> makers = new HashMap<>();
    if (room.equals(MantaCommand.class.getPackageName())) {
      addManta(makers);
    } else if (room.startsWith(SandboxCommand.class.getPackageName())) {
      addSandbox(makers);
    } else if (room.equals(ImgapiCommand.class.getPackageName())) {
      makers.put(ImgapiCommand.class, () -> new ImgapiCommand(err));
      makers.put(HelpCommand.class, () -> new HelpCommand(out));
      makers.put(CompletionCommand.class, () -> new CompletionCommand(out));
      addBackup(makers);
      addZone(makers);
      addConfigAndLogs(makers);
      addDatacenter(makers);
    }
    return makers;
  }

  private void addBackup(Map<Class<?>, Supplier<Object>> makers) {
    makers.put(BackupCommand.class, () -> new BackupCommand(useCases, console, records, out));
    makers.put(RestoreCommand.class, () -> new RestoreCommand(useCases, console, out));
    makers.put(VerifyCommand.class, () -> new VerifyCommand(useCases, console, out));
    makers.put(PruneCommand.class, () -> new PruneCommand(useCases, console, out));
    makers.put(SnapshotsCommand.class, () -> new SnapshotsCommand(useCases, out));
    makers.put(
        SnapshotsRemoveCommand.class, () -> new SnapshotsRemoveCommand(useCases, console, out));
    makers.put(
        SnapshotsForgetImageCommand.class,
        () -> new SnapshotsForgetImageCommand(useCases, console, out));
  }

  private void addZone(Map<Class<?>, Supplier<Object>> makers) {
    makers.put(
        StatusCommand.class, () -> new StatusCommand(useCases, hosts, host.files(), console, out));
    makers.put(
        RotateKeyCommand.class,
        () ->
            new RotateKeyCommand(
                useCases, hosts, new OpenDatacenters(hosts, surroundings), console, out));
    makers.put(SetupCommand.class, () -> new SetupCommand(useCases, out));
    makers.put(AttachCommand.class, () -> new AttachCommand(useCases, out));
    makers.put(DetachCommand.class, () -> new DetachCommand(useCases, out));
    makers.put(AuthKeysCommand.class, () -> new AuthKeysCommand(err));
    makers.put(AuthKeysListCommand.class, () -> new AuthKeysListCommand(useCases, out));
    makers.put(
        AuthKeysAddCommand.class,
        () -> new AuthKeysAddCommand(useCases, out, surroundings.input()));
    makers.put(
        AuthKeysRemoveCommand.class, () -> new AuthKeysRemoveCommand(useCases, console, out));
    makers.put(
        AuthKeysReloadCommand.class,
        () -> new AuthKeysReloadCommand(useCases, console, out, surroundings.environment()));
    makers.put(CertCommand.class, () -> new CertCommand(err));
    makers.put(CertShowCommand.class, () -> new CertShowCommand(useCases, out));
    makers.put(
        CertInstallCommand.class,
        () -> new CertInstallCommand(useCases, console, out, surroundings.environment()));
    makers.put(MantaEnvCommand.class, () -> new MantaEnvCommand(new MantaEnvironment(reader), out));
  }

  private void addConfigAndLogs(Map<Class<?>, Supplier<Object>> makers) {
    makers.put(ConfigCommand.class, () -> new ConfigCommand(new InspectConfig(reader), out));
    makers.put(
        GenConfigCommand.class, () -> new GenConfigCommand(new GenerateConfig(), host, out, err));
    makers.put(ConfigSetCommand.class, () -> new ConfigSetCommand(useCases, console, out));
    makers.put(ConfigEditCommand.class, () -> new ConfigEditCommand(useCases, console, out));
    makers.put(LogCommand.class, () -> new LogCommand(useCases, hosts, console, out));
    makers.put(LogRotatedCommand.class, () -> new LogRotatedCommand(useCases, out));
    makers.put(LogUploadCommand.class, () -> new LogUploadCommand(useCases, console, records, out));
  }

  private void addDatacenter(Map<Class<?>, Supplier<Object>> makers) {
    OpenDatacenters datacenters = new OpenDatacenters(hosts, surroundings);
    makers.put(CreateCommand.class, () -> new CreateCommand(datacenters, console, out));
    makers.put(
        AllowLocalImagesCommand.class,
        () -> new AllowLocalImagesCommand(datacenters, console, out));
    OpenMantaSetups setups = new OpenMantaSetups(datacenters, host.files(), surroundings);
    makers.put(MantaSetupCommand.class, () -> new MantaSetupCommand(setups, console, out));
    makers.put(
        ExternalMantaSetupCommand.class, () -> new ExternalMantaSetupCommand(setups, console, out));
    makers.put(RegisterKeyCommand.class, () -> new RegisterKeyCommand(datacenters, console, out));
    makers.put(
        ReprovisionCommand.class,
        () ->
            new ReprovisionCommand(
                datacenters, new SeenBackups(hosts, mantaSessions(), surroundings), console, out));
  }

  private MantaSessions mantaSessions() {
    return new MantaSessions(
        reader,
        surroundings.environment(),
        console.events("imgapi", false),
        surroundings.clock(),
        surroundings.sleeper());
  }

  private void addManta(Map<Class<?>, Supplier<Object>> makers) {
    MantaSessions manta = mantaSessions();
    makers.put(MantaCommand.class, () -> new MantaCommand(err));
    makers.put(MantaLsCommand.class, () -> new MantaLsCommand(manta, out));
    makers.put(MantaFindCommand.class, () -> new MantaFindCommand(manta, console, out));
    makers.put(MantaInfoCommand.class, () -> new MantaInfoCommand(manta, out));
    makers.put(
        MantaGetCommand.class, () -> new MantaGetCommand(manta, console, surroundings.output()));
    makers.put(
        MantaPutCommand.class, () -> new MantaPutCommand(manta, console, surroundings.input()));
    makers.put(MantaRmCommand.class, () -> new MantaRmCommand(manta, console));
  }

  private void addSandbox(Map<Class<?>, Supplier<Object>> makers) {
    makers.put(
        SandboxDemoCommand.class,
        () ->
            new SandboxDemoCommand(
                new Demo(
                    new TypistHere(surroundings),
                    ThisProgram.commandLine(),
                    surroundings.clock(),
                    out)));
    makers.put(SandboxCommand.class, () -> new SandboxCommand(err));
    makers.put(
        SandboxStartCommand.class, () -> new SandboxStartCommand(out, ThisProgram.commandLine()));
    makers.put(SandboxStatusCommand.class, () -> new SandboxStatusCommand(out));
    makers.put(SandboxEnvCommand.class, () -> new SandboxEnvCommand(out));
    makers.put(SandboxZoneCommand.class, () -> new SandboxZoneCommand(err));
    makers.put(SandboxZoneCreateCommand.class, () -> new SandboxZoneCreateCommand(out));
    makers.put(SandboxZoneListCommand.class, () -> new SandboxZoneListCommand(out));
    makers.put(SandboxZoneRebootCommand.class, () -> new SandboxZoneRebootCommand(out));
    makers.put(SandboxZoneReprovisionCommand.class, () -> new SandboxZoneReprovisionCommand(out));
    makers.put(
        SandboxZonePublishCommand.class,
        () -> new SandboxZonePublishCommand(surroundings.clock(), out));
    makers.put(
        SandboxZoneUnpublishCommand.class,
        () -> new SandboxZoneUnpublishCommand(surroundings.clock()));
    makers.put(SandboxFaultCommand.class, () -> new SandboxFaultCommand(out));
  }
}
