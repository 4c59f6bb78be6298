/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the file of a log. */
final class LogLocation {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String SERVICE = "imgapi";
  private final InstanceLayout layout;
  private final Host host;

  LogLocation(InstanceLayout layout, Host host) {
    this.layout = layout;
    this.host = host;
  }

  /**
   * The file, which need not be there yet.
   *
   * @throws ImgapiException {@code FAILED} where nobody knows where the service's log is
   */
  Path of(LogKind kind) {
    return switch (kind) {
      case IMGAPI -> said().or(this::newest).orElseThrow(this::unknown);
      case BACKUP -> LogPlaces.backup(layout);
      case UPLOAD -> LogPlaces.uploads(layout);
    };
  }

  /** What the service control says; empty where there is none, or it does not know the service. */
  private Optional<Path> said() {
    String svcs = new ZonePrograms(layout.root()).svcs();
    return host.run(Command.of(LIMIT, svcs, "-L", SERVICE)) instanceof Exited exited
            && exited.succeeded()
            && exited.out().strip().matches("/\\S+")
        ? Optional.of(layout.resolve(exited.out().strip()))
        : Optional.empty();
  }

  /** By the pattern that logadm rotates (operator-scripts.md 9.1). */
  private Optional<Path> newest() {
    return host.files().list(LogPlaces.services(layout)).orElse(List.of()).stream()
        .filter(facts -> facts.kind() == Kind.FILE)
        .filter(facts -> facts.path().getFileName().toString().matches(".*imgapi.*\\.log"))
        .max(Comparator.comparing(FileFacts::modified))
        .map(FileFacts::path);
  }

  private ImgapiException unknown() {
    return ImgapiException.of(
            ExitCode.FAILED, "the service's log is not found: no service control names it")
        .with("host", host.name())
        .with("looked for", LogPlaces.services(layout).resolve("*imgapi*.log").toString())
        .remedy("see whether the service is there: svcs -L imgapi");
  }
}
