/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Objects by their uuid, in one file that is replaced whole at each change; what was put survives
 * SIGKILL. Safe for many threads; what is handed out is a copy.
 */
public final class Records {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final Path file;
  private final Map<String, ObjectNode> records = new LinkedHashMap<>();

  private Records(Path file) {
    this.file = file;
  }

  /** Opens the collection in a file, which need not be there yet. */
  public static Records open(Path file) throws IOException {
    Records opened = new Records(file);
    if (Files.exists(file)) {
      JsonNode all = JSON.readTree(Files.readString(file));
      all.properties()
          .forEach(entry -> opened.records.put(entry.getKey(), (ObjectNode) entry.getValue()));
    }
    return opened;
  }

  /** Whether there is nothing in it. */
  public synchronized boolean isEmpty() {
    return records.isEmpty();
  }

  /** One of them. */
  public synchronized Optional<ObjectNode> get(String uuid) {
    return Optional.ofNullable(records.get(uuid)).map(ObjectNode::deepCopy);
  }

  /** All of them, in the order in which they came. */
  public synchronized List<ObjectNode> all() {
    List<ObjectNode> copies = new ArrayList<>();
    records.values().forEach(record -> copies.add(record.deepCopy()));
    return copies;
  }

  /** Puts one, which names its own {@code uuid}, in the place of an older one. */
  public synchronized void put(ObjectNode record) {
    records.put(record.path("uuid").asText(), record.deepCopy());
    write();
  }

  /** Changes one; empty where it is not there. */
  public synchronized Optional<ObjectNode> change(String uuid, UnaryOperator<ObjectNode> change) {
    ObjectNode record = records.get(uuid);
    if (record == null) {
      return Optional.empty();
    }
    ObjectNode changed = change.apply(record.deepCopy());
    records.put(uuid, changed);
    write();
    return Optional.of(changed.deepCopy());
  }

  /** Removes one. */
  public synchronized void remove(String uuid) {
    records.remove(uuid);
    write();
  }

  /**
   * Whoever stops a thread in the midst of this finds the record written, and the thread still told
   * to stop.
   */
  private void write() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          replace();
          return;
        } catch (ClosedByInterruptException cut) {
          interrupted |= Thread.interrupted();
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void replace() throws IOException {
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(part, JSON.writeValueAsBytes(records));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    // The new name is what must survive, too.
    try (FileChannel parent = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }
}
