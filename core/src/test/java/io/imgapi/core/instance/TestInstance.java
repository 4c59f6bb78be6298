/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instance;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An instance's local trees below a directory, for tests to furnish. */
public final class TestInstance {
  private final InstanceLayout layout;

  public TestInstance(Path root) {
    layout = new InstanceLayout(root);
    try {
      Files.createDirectories(layout.manifests());
      Files.createDirectories(layout.images());
      Files.createDirectories(layout.run());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public InstanceLayout layout() {
    return layout;
  }

  /** Adds an image whose files have the given contents, with a manifest that matches them. */
  public void image(String uuid, String... contents) {
    imageIn("active", uuid, contents);
  }

  /** Adds an image in a given state. */
  public void imageIn(String state, String uuid, String... contents) {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < contents.length; i++) {
      byte[] bytes = contents[i].getBytes(StandardCharsets.UTF_8);
      file(uuid, "file" + i, contents[i]);
      files.add(fileEntry(bytes));
    }
    manifest(uuid, state, String.join(",", files), "");
  }

  private static String fileEntry(byte[] bytes) {
    FileDigests digests = FileDigests.of(bytes);
    return "{\"sha1\":\"%s\",\"size\":%d,\"contentMD5\":\"%s\",\"stor\":\"local\"}"
        .formatted(digests.sha1(), digests.size(), Md5.of(bytes).base64());
  }

  /** Writes a manifest with the given file entries and any further fields (", ..." or empty). */
  public void manifest(String uuid, String state, String fileEntries, String more) {
    write(
        layout.manifest(uuid),
        "{\"v\":2,\"uuid\":\"%s\",\"state\":\"%s\",\"activated\":%s,\"files\":[%s]%s}"
            .formatted(uuid, state, state.equals("active"), fileEntries, more));
  }

  /** Writes a file of an image, whatever its manifest says. */
  public void file(String uuid, String name, String content) {
    write(layout.imageDirectory(uuid).resolve(name), content);
  }

  public void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file of both trees, by the path that its mirror has below the backup area. */
  public Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    collect(layout.manifests(), "manifests/", files);
    collect(layout.images(), "images/", files);
    return files;
  }

  private static void collect(Path directory, String prefix, Map<String, String> files) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(prefix + directory.relativize(file), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
