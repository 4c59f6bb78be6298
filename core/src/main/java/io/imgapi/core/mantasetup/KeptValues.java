/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.Creation;
import io.imgapi.core.host.HostFiles.FileFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Files that keep what was configured before, for the way back. They hold a private key, and nobody
 * but their owner may read them.
 *
 * @param directory made where it is not there
 */
record KeptValues(HostFiles files, Path directory) {
  private static final String SCHEMA = "imgapi/manta-setup-before/1";
  private static final int LONGEST = 1 << 20;
  private static final int PRIVATE_DIRECTORY = 0700;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /**
   * What was kept before a change.
   *
   * @param processes which process served in each zone just before, by the zone's alias
   */
  record Earlier(Path file, Instant time, MantaFields values, Map<String, Long> processes) {}

  /**
   * Keeps the values; never in the place of others.
   *
   * @param processes which process serves in each zone, by the zone's alias
   */
  Path keep(
      MantaFields values,
      Map<String, Long> processes,
      UUID service,
      String datacenter,
      Instant now) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("datacenter", datacenter)
            .put("service", service.toString())
            .put("time", now.toString());
    json.set("metadata", values.withSecrets());
    json.set("processes", JSON.valueToTree(processes));
    byte[] text = (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    files.makeDirectories(
        directory, new Access(PRIVATE_DIRECTORY, OptionalInt.empty(), OptionalInt.empty()));
    String name = datacenter.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + STAMP.format(now);
    for (int number = 1; ; number++) {
      Path file = directory.resolve(name + (number == 1 ? "" : "-" + number) + ".json");
      if (files.create(file, text, Access.secret()) == Creation.CREATED) {
        return file;
      }
    }
  }

  /**
   * What a file has kept.
   *
   * @param service whose values they must be
   * @throws ImgapiException {@code CONFIG_INVALID}
   */
  static MantaFields read(HostFiles files, Path file, UUID service) {
    return MantaFields.in(json(files, file, service).path("metadata"));
  }

  /**
   * The last change of these values that was begun here.
   *
   * @param now what is configured; a change that did not come so far is none
   */
  Optional<Earlier> last(MantaFields now, UUID service) {
    return files.list(directory).orElse(List.of()).stream()
        .filter(facts -> facts.kind() == HostFiles.Kind.FILE)
        .map(FileFacts::path)
        .flatMap(file -> earlier(file, service).stream())
        .filter(earlier -> !now.after(earlier.values()).isEmpty())
        .max(Comparator.comparing(Earlier::time));
  }

  private Optional<Earlier> earlier(Path file, UUID service) {
    try {
      JsonNode json = json(files, file, service);
      Map<String, Long> processes = new LinkedHashMap<>();
      json.path("processes")
          .properties()
          .forEach(entry -> processes.put(entry.getKey(), entry.getValue().asLong()));
      return Optional.of(
          new Earlier(
              file,
              Instant.parse(json.path("time").asText()),
              MantaFields.in(json.path("metadata")),
              processes));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    } catch (ImgapiException e) {
      // Somebody else's file, or another data centre's; one that cannot be read may be ours.
      if (e.code() != ExitCode.CONFIG_INVALID) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static JsonNode json(HostFiles files, Path file, UUID service) {
    byte[] text =
        files.read(file, LONGEST).orElseThrow(() -> unusable(file, "there is no such file"));
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (IOException e) {
      // The parser's words would quote the file, which holds a private key.
      throw unusable(file, "it is no JSON");
    }
    if (!SCHEMA.equals(json.path("schema").asText()) || !json.path("metadata").isObject()) {
      throw unusable(file, "it keeps no values of an earlier configuration");
    }
    if (!service.toString().equals(json.path("service").asText())) {
      throw unusable(
          file, "it belongs to another data centre: " + json.path("datacenter").asText());
    }
    return json;
  }

  private static ImgapiException unusable(Path file, String why) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, "the way back cannot be taken: " + why)
        .with("file", file.toString())
        .remedy("name a file that an earlier run kept: imgapi manta-setup --back FILE");
  }
}
