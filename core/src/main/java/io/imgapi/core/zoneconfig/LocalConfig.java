/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.zoneconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.ConfigSecrets;
import io.imgapi.core.config.KeyMaterial;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration as it lies in an instance. */
record LocalConfig(InstanceLayout layout) {
  static final ObjectMapper JSON = new ObjectMapper();

  /** The directory that all of it lies in. */
  Path directory() {
    return layout.configFile().getParent();
  }

  /**
   * Everything that is kept, without secrets. A file that may hold a private key where none belongs
   * is left out, and named.
   *
   * @throws ImgapiException where something cannot be read
   */
  ConfigContents withoutSecrets(Events events) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Optional<ObjectNode> config = values();
    config.ifPresent(
        values -> {
          ObjectNode open = values.deepCopy();
          ConfigSecrets.removeFrom(open);
          files.put(ConfigContents.CONFIG, text(open));
        });
    read(ConfigContents.CERTIFICATE)
        .map(Certificates::of)
        .filter(certificates -> certificates.length > 0)
        .ifPresent(certificates -> files.put(ConfigContents.CERTIFICATE, certificates));
    for (String path : authkeys()) {
      byte[] keys = read(path).orElseThrow();
      if (KeyMaterial.isIn(new String(keys, StandardCharsets.ISO_8859_1))) {
        events.notice(
            Events.Level.WARN, "left out of the backup, it may hold a private key: " + path);
      } else {
        files.put(path, keys);
      }
    }
    return new ConfigContents(files);
  }

  private Iterable<String> authkeys() {
    SortedMap<String, Path> found = new TreeMap<>();
    Path directory = directory().resolve(ConfigContents.AUTHKEYS);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String path = ConfigContents.AUTHKEYS + "/" + entry.getFileName();
        if (ConfigContents.isKept(path) && Files.isRegularFile(entry)) {
          found.put(path, entry);
        }
      }
    } catch (NoSuchFileException e) {
      return found.keySet();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    return found.keySet();
  }

  /** The configuration file's values, secrets included; empty where there is none. */
  Optional<ObjectNode> values() {
    return read(ConfigContents.CONFIG).map(bytes -> parse(layout.configFile(), bytes));
  }

  static ObjectNode parse(Path file, byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json instanceof ObjectNode values) {
        return values;
      }
    } catch (IOException e) {
      // Said below; its message might quote a secret.
    }
    throw ImgapiException.of(ExitCode.CONFIG_INVALID, "the configuration is no JSON object")
        .with("file", file.toString())
        .remedy("run: imgapi config --check");
  }

  /** As the file has it. */
  static byte[] text(ObjectNode values) {
    try {
      return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file; empty where there is none. */
  Optional<byte[]> read(String path) {
    Path file = directory().resolve(path);
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static ImgapiException unreadable(Path path, IOException e) {
    return ImgapiException.of(ExitCode.FAILED, "a file cannot be used: " + IoReason.of(e))
        .with("path", path.toString())
        .remedy("check its owner, mode and the room on the data set")
        .causedBy(e);
  }
}
