/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.run.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** {@code run/local.cache}: written whole, believed only where nothing of it is damaged. */
final class LocalCacheFile {
  private static final byte[] MAGIC = "imgapi/local-cache/1\n".getBytes(StandardCharsets.US_ASCII);
  private static final long LARGEST = 1L << 30;
  private final Path file;

  LocalCacheFile(Path file) {
    this.file = file;
  }

  /**
   * What was saved.
   *
   * @param tie what it belongs to
   * @param clock of the file system when the run began that saved it, nanoseconds since 1970
   */
  record Saved(String tie, long clock, Records records) {}

  /** Reads it; empty where there is none, or it is not whole. */
  Optional<Saved> read() {
    try {
      if (Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      return parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      // A cache that cannot be read is none: what it would tell is read again.
      return Optional.empty();
    }
  }

  private static Optional<Saved> parse(byte[] all) {
    int end = all.length - Long.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(all, 0, end);
    ByteBuffer in = ByteBuffer.wrap(all);
    if (in.getLong(end) != crc.getValue()) {
      return Optional.empty();
    }
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      return Optional.empty();
    }
    byte[] tie = new byte[in.getInt()];
    in.get(tie);
    long clock = in.getLong();
    int count = in.getInt();
    int indexAt = in.position();
    int factsAt = indexAt + count * Records.RECORD;
    return Optional.of(
        new Saved(
            new String(tie, StandardCharsets.UTF_8),
            clock,
            new Records(
                in.slice(indexAt, factsAt - indexAt),
                count,
                Arrays.copyOfRange(all, factsAt, end))));
  }

  /** A record of one of several heaps. */
  record Chosen(Records from, int number) {}

  /** Writes it: these records, whatever their order, each key once. */
  void write(String tie, long clock, List<Chosen> chosen) throws IOException {
    List<Chosen> sorted = new ArrayList<>(chosen);
    sorted.sort((a, b) -> Records.compare(a.from.key(a.number), b.from.key(b.number)));
    List<Chosen> once = new ArrayList<>(sorted.size());
    for (Chosen each : sorted) {
      if (once.isEmpty() || !sameKey(once.get(once.size() - 1), each)) {
        once.add(each);
      }
    }
    AtomicFile.write(
        file,
        target -> {
          CheckedOutputStream checked =
              new CheckedOutputStream(new BufferedOutputStream(target), new CRC32C());
          DataOutputStream out = new DataOutputStream(checked);
          writeRecords(out, tie, clock, once);
          out.flush();
          out.writeLong(checked.getChecksum().getValue());
          out.flush();
        });
  }

  private static boolean sameKey(Chosen one, Chosen other) {
    return one.from.key(one.number).equals(other.from.key(other.number));
  }

  private static void writeRecords(DataOutputStream out, String tie, long clock, List<Chosen> once)
      throws IOException {
    out.write(MAGIC);
    byte[] tied = tie.getBytes(StandardCharsets.UTF_8);
    out.writeInt(tied.length);
    out.write(tied);
    out.writeLong(clock);
    out.writeInt(once.size());
    int factsAt = 0;
    for (Chosen each : once) {
      out.write(each.from.key(each.number).bytes());
      out.write(each.from.md5(each.number).bytes());
      out.write(each.from.sha1(each.number));
      int facts = each.from.facts(each.number).length;
      out.writeInt(facts == 0 ? Records.NONE : factsAt);
      factsAt += facts == 0 ? 0 : Integer.BYTES + facts;
    }
    for (Chosen each : once) {
      byte[] facts = each.from.facts(each.number);
      if (facts.length > 0) {
        out.writeInt(facts.length);
        out.write(facts);
      }
    }
  }
}
