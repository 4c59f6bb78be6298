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
import java.util.Arrays;
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
    int length = Math.multiplyExact(in.getInt(), Records.RECORD);
    int recordsAt = in.position();
    int factsAt = recordsAt + length;
    return Optional.of(
        new Saved(
            new String(tie, StandardCharsets.UTF_8),
            clock,
            new SavedRecords(in.slice(recordsAt, length), in.slice(factsAt, end - factsAt))));
  }

  /**
   * Hands each record that is to be written to {@code to}, the same ones in the same order always.
   */
  interface Choice {
    void each(Taker to) throws IOException;
  }

  /** Takes a record. */
  interface Taker {
    void take(Records from, int number) throws IOException;
  }

  /** Writes it: these records, each key once. */
  void write(String tie, long clock, Choice chosen) throws IOException {
    AtomicFile.write(
        file,
        target -> {
          CheckedOutputStream checked =
              new CheckedOutputStream(new BufferedOutputStream(target), new CRC32C());
          DataOutputStream out = new DataOutputStream(checked);
          writeRecords(out, tie, clock, chosen);
          out.flush();
          out.writeLong(checked.getChecksum().getValue());
          out.flush();
        });
  }

  private static void writeRecords(DataOutputStream out, String tie, long clock, Choice chosen)
      throws IOException {
    out.write(MAGIC);
    byte[] tied = tie.getBytes(StandardCharsets.UTF_8);
    out.writeInt(tied.length);
    out.write(tied);
    out.writeLong(clock);
    int[] count = new int[1];
    chosen.each((from, number) -> count[0]++);
    out.writeInt(count[0]);
    int[] factsAt = new int[1];
    chosen.each(
        (from, number) -> {
          out.write(from.key(number).bytes());
          out.write(from.md5(number).bytes());
          out.write(from.sha1(number));
          int facts = from.facts(number).remaining();
          out.writeInt(facts == 0 ? Records.NONE : factsAt[0]);
          factsAt[0] += facts == 0 ? 0 : Integer.BYTES + facts;
        });
    chosen.each(
        (from, number) -> {
          ByteBuffer facts = from.facts(number);
          if (facts.hasRemaining()) {
            byte[] bytes = new byte[facts.remaining()];
            facts.get(bytes);
            out.writeInt(bytes.length);
            out.write(bytes);
          }
        });
  }
}
