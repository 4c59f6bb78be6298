/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import io.imgapi.core.config.ServiceAddress;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.host.ServiceState;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.service.ServiceStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Replaces the file under a running service, and puts the previous one back where that fails. */
final class ConfigSwap {
  private final InstanceLayout layout;
  private final HostFiles files;
  private final ServiceManager services;
  private final ServiceStart start;
  private final Events events;

  ConfigSwap(
      InstanceLayout layout,
      HostFiles files,
      ServiceManager services,
      ServiceStart start,
      Events events) {
    this.layout = layout;
    this.files = files;
    this.services = services;
    this.start = start;
    this.events = events;
  }

  /**
   * Swaps.
   *
   * @param before what the file must hold still
   * @param address where the service listens with the new configuration
   * @param addressBefore where it did; empty where the old configuration did not say
   */
  ConfigResult swap(
      Path named,
      String before,
      String after,
      ServiceAddress address,
      Optional<ServiceAddress> addressBefore) {
    Path file = behindLinks(named);
    Path previous = file.resolveSibling(file.getFileName() + ".previous");
    RawConfig.requireUnchanged(file, before, files);
    FileFacts facts = files.lookThrough(file).orElseThrow(() -> RawConfig.absent(file));
    ConfigResult.Service service = service(file);
    write(previous, before, facts);
    write(file, after, facts);
    ConfigResult result = new ConfigResult(file, previous, service);
    if (service != ConfigResult.Service.RESTARTED) {
      return result;
    }
    events.stands(
        "The new configuration is in place, and the service is being restarted with it.\n"
            + "  See whether it runs: svcs imgapi. To start it: svcadm enable imgapi.\n"
            + "  To go back: cp -p "
            + previous
            + " "
            + file
            + "; then: svcadm restart imgapi");
    String trouble = restarted(address);
    if (trouble.isEmpty()) {
      return result;
    }
    events.notice(
        Events.Level.WARN,
        "the service does not come up (" + trouble + "); putting the previous configuration back");
    throw backAgain(file, previous, before, after, facts, trouble, addressBefore);
  }

  private ConfigResult.Service service(Path file) {
    if (!isReadByService(file)) {
      return ConfigResult.Service.OTHER_FILE;
    }
    ServiceState state = services.state();
    return switch (state) {
      case NO_SERVICE_CONTROL, NO_SUCH_SERVICE -> ConfigResult.Service.NOT_MANAGED;
      case DISABLED -> ConfigResult.Service.DISABLED;
      case ONLINE, OFFLINE, DEGRADED, MAINTENANCE, UNINITIALIZED -> ConfigResult.Service.RESTARTED;
    };
  }

  private boolean isReadByService(Path file) {
    return Files.exists(layout.configFile()) && file.equals(behindLinks(layout.configFile()));
  }

  /** Why the service does not answer; empty where it does. */
  private String restarted(ServiceAddress address) {
    try {
      ServicePing.Answer answer = start.restart(address);
      return answer.kind() == ServicePing.Kind.PONG
          ? ""
          : "at " + address.host() + ":" + address.port() + ": " + words(answer);
    } catch (ImgapiException e) {
      if (e.code() != ExitCode.FAILED) {
        throw e;
      }
      return e.getMessage();
    }
  }

  private static String words(ServicePing.Answer answer) {
    return answer.detail().isEmpty() ? answer.kind().toString() : answer.detail();
  }

  private ImgapiException backAgain(
      Path file,
      Path previous,
      String before,
      String after,
      FileFacts facts,
      String trouble,
      Optional<ServiceAddress> addressBefore) {
    Path rejected = file.resolveSibling(file.getFileName() + ".rejected");
    try {
      write(rejected, after, facts);
      write(file, before, facts);
    } catch (ImgapiException e) {
      return failed(
              "the service does not come up with the new configuration, and the previous one could"
                  + " not be put back: the new one is in place",
              trouble)
          .with("previous", previous.toString())
          .remedy("put it back: cp -p " + previous + " " + file + "; then: svcadm restart imgapi")
          .causedBy(e);
    }
    events.stands(
        "The previous configuration is back, and the service is being restarted with it.\n"
            + "  See whether it runs: svcs imgapi. To start it: svcadm enable imgapi.");
    String again =
        addressBefore
            .map(this::restarted)
            .orElse("the previous configuration does not say where it listens");
    if (!again.isEmpty()) {
      return failed(
              "the service does not come up with the new configuration; the previous one is back,"
                  + " but the service does not answer with that one either",
              trouble)
          .with("with the previous", again)
          .with("rejected", rejected.toString())
          .remedy("see: svcs -x imgapi, and: imgapi log");
    }
    return failed(
            "the service does not come up with the new configuration; the previous one is back and"
                + " the service answers",
            trouble)
        .with("rejected", rejected.toString())
        .remedy("see what the service said: imgapi log");
  }

  private static ImgapiException failed(String message, String trouble) {
    return ImgapiException.of(ExitCode.FAILED, message).with("with the new", trouble);
  }

  private void write(Path file, String text, FileFacts like) {
    files.write(file, text.getBytes(StandardCharsets.UTF_8), Access.like(like));
  }

  private static Path behindLinks(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw RawConfig.absent(file).causedBy(e);
    }
  }
}
