/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.zoneconfig;

import io.imgapi.core.archive.ArchiveReader;
import io.imgapi.core.archive.ArchiveWriter;
import io.imgapi.core.archive.HostileArchiveException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is kept of an instance's configuration: file contents by their paths below {@code etc/}.
 *
 * @param files all of them
 */
record ConfigContents(SortedMap<String, byte[]> files) {
  static final String CONFIG = "imgapi.config.json";
  static final String CERTIFICATE = "cert.pem";
  static final String AUTHKEYS = "authkeys/local";
  private static final long LARGEST = 1L << 20;
  private static final long ALL = 16L << 20;
  private static final long MOST = 10_000;
  private static final Pattern AUTHKEY = Pattern.compile("authkeys/local/[^/.][^/]*\\.keys");

  /** What an archive may be at most, compressed. */
  static final long LARGEST_ARCHIVE = ALL;

  /** Whether a path is one that is kept. */
  static boolean isKept(String path) {
    return path.equals(CONFIG) || path.equals(CERTIFICATE) || AUTHKEY.matcher(path).matches();
  }

  /** As an archive; the same contents give the same bytes. */
  byte[] archive() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArchiveWriter archive = new ArchiveWriter(bytes)) {
      for (var file : files.entrySet()) {
        archive.add(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an archive.
   *
   * @throws HostileArchiveException where it holds what no instance's configuration does
   * @throws IOException where it is damaged
   */
  static ConfigContents of(byte[] archive) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    ArchiveReader.Limits limits = new ArchiveReader.Limits(LARGEST, ALL, MOST);
    try (ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(archive), limits)) {
      for (Optional<ArchiveReader.Item> item = reader.next();
          item.isPresent();
          item = reader.next()) {
        if (!isKept(item.get().name())) {
          throw new HostileArchiveException("it holds a file that is no part of a configuration");
        }
        files.put(item.get().name(), item.get().content());
      }
    }
    return new ConfigContents(files);
  }
}
