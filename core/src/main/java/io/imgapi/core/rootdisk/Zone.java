/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.MdataGet;
import io.imgapi.core.host.ZoneMetadata;
import io.imgapi.core.host.ZoneProgram;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The zone whose root disk it is.
 *
 * @param givenMetadata what it would be told from outside; empty to have it asked for
 * @param reader of its configuration
 */
public record Zone(
    Host host, InstanceLayout layout, Optional<ZoneMetadata> givenMetadata, ConfigReader reader) {
  /** Nothing on a root disk that we write is longer. */
  private static final int LONGEST = 4 << 20;

  private static final int DIRECTORY = 0755;

  /** A program of the zone. */
  public ZoneProgram program(String path) {
    return new ZoneProgram(host, layout, path);
  }

  /** What it is told from outside. */
  public ZoneMetadata metadata() {
    return givenMetadata.orElseGet(() -> new MdataGet(host, new ZonePrograms(layout.root())));
  }

  /** Why there are no metadata here; empty where there are, or where their absence is a failure. */
  public Optional<String> metadataAbsence() {
    return givenMetadata.isPresent() ? Optional.empty() : program("/usr/sbin/mdata-get").absence();
  }

  HostFiles files() {
    return host.files();
  }

  Path at(String path) {
    return layout.resolve(path);
  }

  /** A text file; empty where there is none. */
  Optional<String> text(String path) {
    return files()
        .read(at(path), LONGEST)
        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** Replaces a text file, or makes it; owner and mode stay where it is there. */
  void write(String path, String text) {
    Path file = at(path);
    files().makeDirectories(file.getParent(), directory());
    Access access = files().lookThrough(file).map(Access::like).orElse(Access.open());
    files().write(file, text.getBytes(StandardCharsets.ISO_8859_1), access);
  }

  static Access directory() {
    return new Access(DIRECTORY, OptionalInt.empty(), OptionalInt.empty());
  }

  boolean hasConfig() {
    return files().lookThrough(layout.configFile()).filter(file -> file.size() > 0).isPresent();
  }

  /** The configuration, which must be there. */
  public ImgapiConfig config() {
    return reader.read(layout.configFile());
  }

  /** Manta's settings; empty where there is no configuration yet, or no Manta in it. */
  Optional<MantaSettings> manta() {
    return hasConfig() ? config().manta() : Optional.empty();
  }
}
