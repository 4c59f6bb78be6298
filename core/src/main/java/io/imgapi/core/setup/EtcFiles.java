/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.instancekey.InstanceKeyFiles;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.rootdisk.Zone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The instance's own directory, and what lies in its {@code etc}. */
record EtcFiles(Zone zone) {

  HostFiles files() {
    return zone.host().files();
  }

  Path directory() {
    return configFile().getParent();
  }

  Path configFile() {
    return zone.layout().configFile();
  }

  Path certificate() {
    return directory().resolve("cert.pem");
  }

  Path authKeys() {
    return directory().resolve("authkeys");
  }

  /** The directories in their order. */
  List<Path> directories() {
    return List.of(zone.layout().base(), directory(), authKeys(), authKeys().resolve("local"));
  }

  /** A file that is empty was left by a set-up that broke off, and counts for nothing. */
  boolean isThere(Path file) {
    return files().lookThrough(file).filter(facts -> facts.size() > 0).isPresent();
  }

  InstanceKeyFiles keys() {
    return new InstanceKeyFiles(directory());
  }

  /** The key that the configuration names, or else the newest; empty where there is none. */
  Optional<InstanceKeyName> key() {
    List<InstanceKeyName> names = keys().names();
    return configuredKey()
        .filter(names::contains)
        .or(() -> names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1)));
  }

  private Optional<InstanceKeyName> configuredKey() {
    return manta().flatMap(m -> InstanceKeyName.ofFile(Path.of(m.key()).getFileName().toString()));
  }

  /** Empty where there is no configuration yet, or no Manta in it. */
  Optional<MantaSettings> manta() {
    return isThere(configFile()) ? zone.config().manta() : Optional.empty();
  }

  /** Writes a file with the owner of its directory. */
  void write(Path file, byte[] content, int mode) {
    FileFacts etc = files().lookThrough(directory()).orElseThrow();
    files()
        .write(
            file,
            content,
            new Access(mode, OptionalInt.empty(), OptionalInt.empty()).ownedLike(etc));
  }

  /** Everything that has to belong to the service, as far as it is there. */
  List<Path> all() {
    List<Path> all = new ArrayList<>(directories());
    all.add(configFile());
    all.add(certificate());
    for (InstanceKeyName name : keys().names()) {
      all.add(keys().privateFile(name));
      all.add(keys().publicFile(name));
    }
    return all.stream().filter(path -> files().look(path).isPresent()).toList();
  }
}
