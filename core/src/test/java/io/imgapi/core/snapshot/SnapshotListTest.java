/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Lists come back as they were written, and anything else is refused. */
class SnapshotListTest {
  private static final Md5 MD5 = Md5.of(new byte[] {1, 2, 3});
  private static final List<SnapshotEntry> ENTRIES =
      List.of(
          new SnapshotEntry("images/a\"b", 3, MD5, Place.BLOB, false),
          new SnapshotEntry("images/b", 5_000_000_000L, MD5, Place.MIRROR, false),
          new SnapshotEntry("images/c", 7, MD5, Place.MIRROR, true),
          new SnapshotEntry("images/\uffee", 0, MD5, Place.BLOB, false),
          new SnapshotEntry("images/\ud83d\ude00", 0, MD5, Place.BLOB, false),
          new SnapshotEntry("manifests/x.raw", 11, MD5, Place.ARCHIVE, false));

  private static SnapshotHeader header(long files, long bytes) {
    SnapshotId id = SnapshotId.parse("2026-11-22T091700Z").orElseThrow();
    Instant time = Instant.parse("2026-11-22T09:16:59.5Z");
    return new SnapshotHeader(id, 7, "u", "images0", time, true, files, bytes, MD5);
  }

  private static byte[] written() throws IOException {
    long bytes = ENTRIES.stream().mapToLong(SnapshotEntry::size).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SnapshotWriter writer = new SnapshotWriter(out, header(ENTRIES.size(), bytes))) {
      for (SnapshotEntry entry : ENTRIES) {
        writer.add(entry);
      }
    }
    return out.toByteArray();
  }

  private static List<SnapshotEntry> read(byte[] list) throws IOException {
    List<SnapshotEntry> entries = new ArrayList<>();
    try (SnapshotReader reader = new SnapshotReader(new ByteArrayInputStream(list))) {
      for (Optional<SnapshotEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
        entries.add(e.get());
      }
    }
    return entries;
  }

  private static byte[] changed(String from, String to) throws IOException {
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(written())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void comeBackAsTheyWereWritten() throws IOException {
    assertThat(read(written())).isEqualTo(ENTRIES);
    try (SnapshotReader reader = new SnapshotReader(new ByteArrayInputStream(written()))) {
      assertThat(reader.header()).isEqualTo(header(6, 5_000_000_021L));
    }
  }

  @Test
  void theSameEntriesGiveTheSameBytes() throws IOException {
    assertThat(written()).isEqualTo(written());
  }

  @Test
  void aListThatWasCutAnywhereIsRefused() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("cut at %d", length)
          .isInstanceOf(IOException.class)
          .message()
          .isNotBlank();
    }
  }

  @Test
  void anythingUnexpectedIsRefused() throws IOException {
    for (String[] change :
        new String[][] {
          {"imgapi/snapshot/1", "imgapi/snapshot/2"},
          {"\"images/b\"", "\"images/z\""},
          {"\"images/b\"", "\"images/../../etc/passwd\""},
          {"\"images/b\"", "\"/etc/passwd\""},
          {"\"images/b\"", "\"images/b\\u0000\""},
          {"\"images/b\"", "\"config/b\""},
          {"\"images/b\"", "\"images/" + "b".repeat(20_000) + "\""},
          {"\"size\":7", "\"size\":8"},
          {"\"size\":7", "\"size\":-7"},
          {"\"size\":7", "\"size\":\"7\""},
          {MD5.hex(), "00"},
          {"\"end\":true,\"files\":6", "\"end\":true,\"files\":5"},
          {"{\"path\":\"images/c\"", "[{\"path\":\"images/c\""},
        }) {
      byte[] list = changed(change[0], change[1]);
      assertThatThrownBy(() -> read(list)).as(change[1]).isInstanceOf(IOException.class);
    }
  }

  @Test
  void entriesOutOfOrderAreNotWritten() throws IOException {
    try (SnapshotWriter writer = new SnapshotWriter(new ByteArrayOutputStream(), header(1, 3))) {
      writer.add(ENTRIES.get(0));
      assertThatThrownBy(() -> writer.add(ENTRIES.get(0)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
