/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.JsonText;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.PartFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The key in the instance's configuration file. */
final class ConfigKey {
  private static final int LONGEST = 1 << 20;
  private final HostFiles files;
  private final ConfigReader reader;
  private final Path file;

  ConfigKey(HostFiles files, ConfigReader reader, Path file) {
    this.files = files;
    this.reader = reader;
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** The configuration as it is now. */
  ImgapiConfig read() {
    return reader.read(file, content());
  }

  MantaSettings manta() {
    return read().requireManta();
  }

  /** Whether the configuration names a key. */
  boolean names(String key, String keyId) {
    MantaSettings manta = manta();
    return manta.key().equals(key) && manta.keyId().equals(keyId);
  }

  /**
   * Makes the configuration name a key. Everything else in it, its owner and its mode stay; a
   * reader finds the old content or the new. Safe to repeat.
   *
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} where the service could not start
   *     with it
   */
  void set(String key, String keyId) {
    if (names(key, keyId)) {
      return;
    }
    ObjectNode values = reader.raw(file, content());
    if (!(values.get("manta") instanceof ObjectNode manta)) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "there is no \"manta\" block to change")
          .with("file", file.toString());
    }
    manta.put("key", key).put("keyId", keyId);
    reader.judge(file, values);
    new PartFile(files)
        .put(
            file,
            (JsonText.of(values) + "\n").getBytes(StandardCharsets.UTF_8),
            Access.like(facts()));
  }

  /** Keeps a copy of the file as it is, with its owner and mode. */
  void keepIn(Path directory) {
    new PartFile(files).put(directory.resolve(file.getFileName()), content(), Access.like(facts()));
  }

  /** Takes away what broken attempts to write it, or to keep it there, left behind. */
  void tidy(Path directory) {
    PartFile whole = new PartFile(files);
    whole.clearPart(file);
    whole.clearPart(directory.resolve(file.getFileName()));
  }

  private FileFacts facts() {
    return files.lookThrough(file).orElseThrow(this::missing);
  }

  private byte[] content() {
    return files.read(file, LONGEST).orElseThrow(this::missing);
  }

  private ImgapiException missing() {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, "there is no configuration file")
        .with("file", file.toString())
        .remedy("name the file with -f FILE, or the instance's root directory with --root DIR");
  }
}
