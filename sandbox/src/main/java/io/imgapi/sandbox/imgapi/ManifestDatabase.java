/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The local database (operator-scripts.md 5.3): one file for each manifest, all of them in memory.
 * Files are overwritten in place, as the original does, so a reader may meet one half written; what
 * changes on disk is not seen before the next start.
 */
final class ManifestDatabase {

  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.raw$");

  private final Path directory;
  private final Archive archive;
  private final ManifestRules rules;
  private final Map<String, Image> images = new ConcurrentHashMap<>();
  private final ReentrantLock changes = new ReentrantLock();

  private ManifestDatabase(Path directory, Archive archive, ManifestRules rules) {
    this.directory = directory;
    this.archive = archive;
    this.rules = rules;
  }

  /**
   * Loads every manifest; one that cannot be used is left out, with a warning.
   *
   * @throws IOException when the directory, or a file in it, cannot be read
   */
  static ManifestDatabase load(Path directory, Archive archive, ManifestRules rules, BunyanLog log)
      throws IOException {
    Files.createDirectories(directory);
    ManifestDatabase database = new ManifestDatabase(directory, archive, rules);
    try (Stream<Path> listing = Files.list(directory)) {
      for (Path file : listing.sorted().toList()) {
        database.load(file, log);
      }
    }
    log.info("loaded " + database.images.size() + " manifests");
    return database;
  }

  private void load(Path file, BunyanLog log) throws IOException {
    String name = file.getFileName().toString();
    if (!NAME.matcher(name).find()) {
      log.warn("\"" + name + "\" file does not belong in db dir");
      return;
    }
    String uuid = name.substring(0, name.lastIndexOf('.'));
    JsonNode content;
    try {
      content = JsonText.parse(Files.readString(file));
    } catch (JsonProcessingException | CharacterCodingException broken) {
      log.warn("could not parse \"" + name + "\" in database");
      return;
    }
    if (!(content instanceof ObjectNode raw) || !raw.path("uuid").asText().equals(uuid)) {
      log.warn(
          "filename \""
              + uuid
              + "\" uuid does not match content uuid, \""
              + content.path("uuid").asText()
              + "\"");
      return;
    }
    try {
      rules.require(raw);
    } catch (ApiError invalid) {
      log.warn("invalid manifest \"" + name + "\" in database: " + invalid.getMessage());
      return;
    }
    images.put(uuid, new Image(raw));
  }

  Collection<Image> all() {
    return images.values();
  }

  Optional<Image> find(String uuid) {
    return Optional.ofNullable(images.get(uuid));
  }

  /**
   * Adds an image.
   *
   * @throws ApiError when there is one of its uuid, or it is not valid
   */
  Image add(ObjectNode raw) throws IOException {
    rules.require(raw);
    Image image = new Image(raw);
    changes.lock();
    try {
      if (images.containsKey(image.uuid())) {
        throw new ApiError(
            409, "ImageUuidAlreadyExists", "image uuid \"" + image.uuid() + "\" already exists");
      }
      return write(image);
    } finally {
      changes.unlock();
    }
  }

  /**
   * Changes an image as it is now, not as it was when the request came.
   *
   * @throws ApiError when there is none, or the result is not valid
   */
  Image change(String uuid, UnaryOperator<ObjectNode> edit) throws IOException {
    changes.lock();
    try {
      Image now = find(uuid).orElseThrow(() -> absent(uuid));
      ObjectNode raw = edit.apply(now.copy());
      rules.require(raw);
      return write(new Image(raw));
    } finally {
      changes.unlock();
    }
  }

  /** Removes an image's manifest from disk and memory; its files are another matter. */
  void remove(String uuid) throws IOException {
    changes.lock();
    try {
      Files.deleteIfExists(file(uuid));
      images.remove(uuid);
    } finally {
      changes.unlock();
    }
  }

  List<Image> dependentsOf(String uuid) {
    return images.values().stream().filter(image -> image.text("origin").equals(uuid)).toList();
  }

  private Image write(Image image) throws IOException {
    archive.keep(image);
    Files.write(file(image.uuid()), JsonText.indented(image.raw()).getBytes(UTF_8));
    images.put(image.uuid(), image);
    return image;
  }

  private Path file(String uuid) {
    return directory.resolve(uuid + ".raw");
  }

  static ApiError absent(String uuid) {
    return ApiError.notFound("image " + uuid + " not found");
  }
}
