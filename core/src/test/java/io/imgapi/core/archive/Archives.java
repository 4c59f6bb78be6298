/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.archive.ArchiveReader.Item;
import io.imgapi.core.archive.ArchiveReader.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives as tests make and read them. */
final class Archives {
  static final Limits LIMITS = new Limits(100_000, 1_000_000, 100);

  static final int RECORD = 512;
  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;

  private Archives() {}

  /** Writes into a tar what {@link ArchiveWriter} never would. */
  @FunctionalInterface
  interface Filling {
    void into(TarArchiveOutputStream tar) throws IOException;
  }

  /** Writes bytes. */
  @FunctionalInterface
  interface Bytes {
    void into(OutputStream out) throws IOException;
  }

  static byte[] written(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = new ArchiveWriter(out)) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        writer.add(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  static byte[] tar(Filling filling) throws IOException {
    return bytes(
        out -> {
          try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            filling.into(tar);
          }
        });
  }

  static void file(TarArchiveOutputStream tar, String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    // Kept as it is, so that absolute names can be written.
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** An extension header with one record. */
  static void extension(TarArchiveOutputStream tar, String record) throws IOException {
    int length = record.length() + 4;
    byte[] bytes = (length + " " + record + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(bytes).hasSize(length);
    TarArchiveEntry entry = new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
    entry.setSize(bytes.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** The same tar with another type in its first header. */
  static byte[] typed(byte[] tar, char type) {
    byte[] other = tar.clone();
    other[TYPE] = (byte) type;
    return resealed(other);
  }

  /** The same tar with another size in its first header. */
  static byte[] sized(byte[] tar, long size) {
    byte[] other = tar.clone();
    byte[] octal = String.format("%011o", size).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, other, SIZE, octal.length);
    return resealed(other);
  }

  /** Makes the check sum of each header right again. */
  static byte[] resealed(byte[] tar) {
    byte[] sealed = tar.clone();
    for (int at = 0; at + RECORD <= sealed.length; at += RECORD) {
      if (new String(sealed, at + MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
        Arrays.fill(sealed, at + CHECKSUM, at + CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < RECORD; i++) {
          sum += sealed[at + i] & 0xff;
        }
        byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, sealed, at + CHECKSUM, text.length);
      }
    }
    return sealed;
  }

  static byte[] bytes(Bytes filling) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    filling.into(out);
    return out.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    return bytes(
        out -> {
          try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  static byte[] gunzip(byte[] archive) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
  }

  static byte[] joined(byte[]... parts) throws IOException {
    return bytes(
        out -> {
          for (byte[] part : parts) {
            out.write(part);
          }
        });
  }

  static Map<String, String> read(byte[] archive) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Item item : items(archive, LIMITS)) {
      assertThat(files.put(item.name(), new String(item.content(), StandardCharsets.UTF_8)))
          .isNull();
    }
    return files;
  }

  static List<Item> items(byte[] archive, Limits limits) throws IOException {
    List<Item> items = new ArrayList<>();
    try (ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(archive), limits)) {
      for (Optional<Item> item = reader.next(); item.isPresent(); item = reader.next()) {
        items.add(item.get());
      }
      assertThat(reader.next()).isEmpty();
    }
    return items;
  }
}
