/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The marker, its record and the journal of a restore, in {@code run/}.
 *
 * <p>Whether one of them is there is a question that can fail, and then it fails: "cannot look" is
 * never taken for "is not there".
 */
public final class RunFiles {
  private static final String UNKNOWN_STORE = "unknown";
  private static final String RECORD_SCHEMA = "imgapi/restored/1";
  private static final String JOURNAL_SCHEMA = "imgapi/restore-journal/1";
  private static final DateTimeFormatter MARKER_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final InstanceLayout layout;

  public RunFiles(InstanceLayout layout) {
    this.layout = layout;
  }

  /** The marker of the original tools. */
  public Path marker() {
    return layout.run().resolve("restored.marker");
  }

  /** What a restore under way keeps. */
  public Path journal() {
    return layout.run().resolve("restore.json");
  }

  private Path record() {
    return layout.run().resolve("restored.json");
  }

  private Path markerSetAside() {
    return layout.run().resolve("restored.marker.before-restore");
  }

  /** Whether a restore has completed here, by whichever tool. */
  public boolean isMarked() {
    return isThere(marker());
  }

  /** Whether a restore was begun and not finished. */
  public boolean isRestoreUnderWay() {
    return isThere(journal());
  }

  private static boolean isThere(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    throw ImgapiException.of(ExitCode.FAILED, "it cannot be seen whether " + file + " is there")
        .remedy("run this as root");
  }

  /** Digest of the marker as it is now. */
  public String markerMd5() {
    try {
      return Md5.of(Files.readAllBytes(marker())).hex();
    } catch (IOException e) {
      throw failed(marker(), e);
    }
  }

  /**
   * What was recorded at the last restore or adoption; empty where the original tools restored.
   *
   * @throws ImgapiException {@code FAILED} where the record is there and damaged
   */
  public Optional<RestoredRecord> restored() {
    if (!isThere(record())) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(record()));
      RecordFormat.require(json, RECORD_SCHEMA, record());
      Map<String, String> stores = new TreeMap<>();
      json.path("fileStores")
          .properties()
          .forEach(e -> stores.put(e.getKey(), e.getValue().asText()));
      List<String> withheld = new ArrayList<>();
      for (JsonNode uuid : json.path("withheld")) {
        withheld.add(UUID.fromString(uuid.asText()).toString());
      }
      return Optional.of(
          new RestoredRecord(
              json.path("rootDir").asText(),
              json.path("token").asText(),
              json.path("markerMd5").asText(),
              Map.copyOf(stores),
              List.copyOf(withheld),
              new MirrorLoss(
                  json.path("mirrorLoses").path("manifests").asInt(),
                  json.path("mirrorLoses").path("files").asInt())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw ImgapiException.of(ExitCode.FAILED, "the record of the last restore is damaged")
          .remedy(
              "move it away; the next backup then checks the local data against the mirror anew")
          .with("file", record().toString());
    } catch (IOException e) {
      throw failed(record(), e);
    }
  }

  /** Writes the record, for its owner's eyes: the token is in it. */
  public void writeRestored(RestoredRecord restored) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", RECORD_SCHEMA).put("rootDir", restored.rootDir());
    json.put("token", restored.token()).put("markerMd5", restored.markerMd5());
    restored.fileStores().forEach(json.putObject("fileStores")::put);
    restored.withheld().forEach(json.putArray("withheld")::add);
    json.putObject("mirrorLoses")
        .put("manifests", restored.mirrorLoses().manifests())
        .put("files", restored.mirrorLoses().files());
    try {
      Files.createDirectories(layout.run());
      AtomicFile.writePrivate(
          record(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (IOException e) {
      throw failed(record(), e);
    }
  }

  /** Appends the original tools' line to the marker, keeping the lines that were there. */
  public void mark(Instant when) {
    try {
      Path before = isThere(marker()) ? marker() : markerSetAside();
      byte[] lines = isThere(before) ? Files.readAllBytes(before) : new byte[0];
      String line = "restored at " + MARKER_TIME.format(when) + "\n";
      AtomicFile.write(
          marker(),
          (new String(lines, StandardCharsets.UTF_8) + line).getBytes(StandardCharsets.UTF_8));
      Files.deleteIfExists(markerSetAside());
    } catch (IOException e) {
      throw failed(marker(), e);
    }
  }

  /** Writes the journal, then takes the marker out of the way. Safe to repeat. */
  public void beginRestore(RestoreJournal restore) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", JOURNAL_SCHEMA).put("rootDir", restore.rootDir());
    json.put("snapshot", restore.snapshot()).put("replace", restore.replace());
    json.put("phase", restore.phase().name().toLowerCase(Locale.ROOT));
    json.put("time", restore.begun().toString());
    write(journal(), json);
    try {
      if (isThere(marker())) {
        Files.move(marker(), markerSetAside(), StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.syncDirectory(layout.run());
      }
    } catch (IOException e) {
      throw failed(marker(), e);
    }
  }

  /**
   * The restore under way; empty where there is none.
   *
   * @throws ImgapiException {@code FAILED} where its journal is damaged
   */
  public Optional<RestoreJournal> restoreJournal() {
    if (!isRestoreUnderWay()) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(journal()));
      RecordFormat.require(json, JOURNAL_SCHEMA, journal());
      return Optional.of(
          new RestoreJournal(
              json.path("rootDir").asText(),
              json.path("snapshot").asText(),
              json.path("replace").asBoolean(),
              RestoreJournal.Phase.valueOf(json.path("phase").asText().toUpperCase(Locale.ROOT)),
              Instant.parse(json.path("time").asText())));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw ImgapiException.of(ExitCode.FAILED, "the journal of the restore under way is damaged")
          .with("file", journal().toString())
          .remedy("move it away; then run the restore again as it was begun")
          .causedBy(e);
    } catch (IOException e) {
      throw failed(journal(), e);
    }
  }

  /**
   * Refuses while a restore is under way.
   *
   * @throws ImgapiException {@code NOT_SET_UP}
   */
  public void requireNoRestore() {
    restoreJournal()
        .ifPresent(
            restore -> {
              throw ImgapiException.of(
                      ExitCode.NOT_SET_UP, "a restore was begun here and has not been finished")
                  .with("journal", journal().toString())
                  .remedy("finish it: " + restore.toFinish());
            });
  }

  /** Ends the restore under way. */
  public void endRestore() {
    try {
      Files.deleteIfExists(journal());
      AtomicFile.syncDirectory(layout.run());
    } catch (IOException e) {
      throw failed(journal(), e);
    }
  }

  /** Takes back the beginning of a restore: the marker returns, the journal goes. */
  public void abortRestore() {
    try {
      if (isThere(markerSetAside()) && !isThere(marker())) {
        Files.move(markerSetAside(), marker(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw failed(marker(), e);
    }
    endRestore();
  }

  /**
   * On which file stores the trees lie, by name and type: never a device number, which changes with
   * every mount. One that cannot be told is {@code unknown}, which is another than any that can.
   */
  public Map<String, String> fileStores() {
    return Map.of("manifests", fileStore(layout.manifests()), "images", fileStore(layout.images()));
  }

  private static String fileStore(Path directory) {
    try {
      FileStore store = Files.getFileStore(directory);
      return store.name() + " (" + store.type() + ")";
    } catch (NoSuchFileException e) {
      throw ImgapiException.of(
              ExitCode.FAILED, "the local data is not there: there is no such directory")
          .with("directory", directory.toString())
          .remedy("check that the data set is mounted; nothing in the backup was changed")
          .causedBy(e);
    } catch (FileSystemException e) {
      throw failed(directory, e);
    } catch (IOException e) {
      // Where the root is no mount point (chroot), what lies on its file system is on none to Java.
      return UNKNOWN_STORE;
    }
  }

  private void write(Path file, ObjectNode json) {
    try {
      Files.createDirectories(layout.run());
      AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static ImgapiException failed(Path file, IOException e) {
    return ImgapiException.of(ExitCode.FAILED, "a file cannot be used: " + IoReason.of(e))
        .with("file", file.toString())
        .remedy("check its directory's owner, mode and free space")
        .causedBy(e);
  }
}
