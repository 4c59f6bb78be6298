/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import static io.imgapi.core.archive.Archives.RECORD;
import static io.imgapi.core.archive.Archives.bytes;
import static io.imgapi.core.archive.Archives.file;
import static io.imgapi.core.archive.Archives.gzip;
import static io.imgapi.core.archive.Archives.joined;
import static io.imgapi.core.archive.Archives.read;
import static io.imgapi.core.archive.Archives.resealed;
import static io.imgapi.core.archive.Archives.tar;
import static io.imgapi.core.archive.Archives.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.archive.ArchiveReader.Item;
import io.imgapi.core.archive.ArchiveReader.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  private static final long HUGE = 8_589_934_591L;
  private static final long BOMB = 300L * 1024 * 1024;
  private static final Limits SMALL = new Limits(1000, 2000, 5);

  @Test
  void readsWhatAnotherTarWrote() throws IOException {
    byte[] posix =
        tar(
            out -> {
              out.setAddPaxHeadersForNonAsciiNames(true);
              file(out, "a".repeat(200), "one");
              file(out, "\u00e9", "two");
            });
    byte[] gnu =
        tar(
            out -> {
              out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
              file(out, "a".repeat(200), "one");
              file(out, "\u00e9", "two");
            });

    Map<String, String> files = Map.of("a".repeat(200), "one", "\u00e9", "two");
    assertThat(read(gzip(posix))).isEqualTo(files);
    assertThat(read(gzip(gnu))).isEqualTo(files);
    assertThat(read(gzip(joined(gnu, new byte[10 * 1024])))).isEqualTo(files);
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, absolute",
    "a/../b, '\"..\"'",
    "../b, '\"..\"'",
    "a/.., '\"..\"'",
    "./b, '\".\"'",
    "a/./b, '\".\"'",
    "a//b, empty part",
    "a\\b, backslash",
  })
  void namesThatLeaveTheirPlaceAreRefused(String name, String reason) throws IOException {
    refused(gzip(tar(out -> file(out, name, "x"))), reason);
    String longer = name + "/" + "long".repeat(40);
    refused(gzip(tar(out -> file(out, longer, "x"))), reason);
    byte[] gnu =
        tar(
            out -> {
              out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
              file(out, longer, "x");
            });
    refused(gzip(gnu), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0007b", "a\u007fb", "a\u0085b"})
  void namesWithControlCharactersAreRefusedAndNotShown(String name) throws IOException {
    byte[] archive = gzip(tar(out -> file(out, name, "x")));

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(HostileArchiveException.class)
        .hasMessageContaining("control character")
        .hasMessageNotContaining(name);
  }

  @Test
  void namesThatAreTooLongAreRefused() throws IOException {
    refused(gzip(tar(out -> file(out, "a".repeat(256), "x"))), "more than 255 bytes");
    refused(gzip(tar(out -> file(out, "a/".repeat(600) + "b", "x"))), "more than 1024 bytes");
  }

  @Test
  void namesThatAreNotUtf8AreRefused() throws IOException {
    byte[] plain = tar(out -> file(out, "aXb", "x"));
    plain[1] = (byte) 0xe9;
    refused(gzip(resealed(plain)), "not UTF-8");

    String longer = "aXb".repeat(50);
    byte[] posix = tar(out -> file(out, longer, "x"));
    int at = new String(posix, StandardCharsets.ISO_8859_1).indexOf("path=aXb");
    posix[at + 6] = (byte) 0xe9;
    refused(gzip(posix), "not UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "1, hard link",
    "2, symbolic link",
    "3, character device",
    "4, block device",
    "5, directory",
    "6, FIFO",
    "7, unknown type",
    "S, sparse",
    "g, for all entries",
    "K, link with a long name",
    "M, unknown type",
    "V, unknown type",
  })
  void whatIsNoRegularFileIsRefused(char type, String reason) throws IOException {
    refused(gzip(typed(tar(out -> file(out, "a", "")), type)), reason);
  }

  @Test
  void aDirectoryByItsNameIsRefused() throws IOException {
    byte[] archive = tar(out -> file(out, "ab", ""));
    archive[1] = '/';
    refused(gzip(resealed(archive)), "empty part");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GNU.sparse.major=1", "GNU.sparse.map=0,1", "SCHILY.filetype=sparse"})
  void sparseFilesOfOtherKindsAreRefused(String record) throws IOException {
    byte[] archive =
        tar(
            out -> {
              Archives.extension(out, record);
              file(out, "a", "x");
            });

    refused(gzip(archive), "sparse");
  }

  @Test
  void anAbsoluteNameInAnExtensionIsRefused() throws IOException {
    byte[] archive =
        tar(
            out -> {
              Archives.extension(out, "path=/etc/passwd");
              file(out, "a", "x");
            });

    refused(gzip(archive), "absolute");
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() throws IOException {
    byte[] twice =
        tar(
            out -> {
              file(out, "a", "1");
              file(out, "a", "2");
            });
    byte[] later =
        tar(
            out -> {
              file(out, "a", "1");
              file(out, "b", "1");
              file(out, "a", "2");
            });

    refused(gzip(twice), "twice");
    refused(gzip(later), "twice");
  }

  @Test
  void limitsHold() throws IOException {
    byte[] exact =
        tar(
            out -> {
              file(out, "a", "x".repeat(1000));
              file(out, "b", "x".repeat(1000));
              file(out, "c", "");
              file(out, "d", "");
              file(out, "e", "");
            });
    assertThat(Archives.items(gzip(exact), SMALL)).hasSize(5);

    refused(gzip(tar(out -> file(out, "a", "x".repeat(1001)))), SMALL, "1000 are allowed");
    byte[] tooMuch =
        tar(
            out -> {
              file(out, "a", "x".repeat(1000));
              file(out, "b", "x".repeat(1000));
              file(out, "c", "x");
            });
    refused(gzip(tooMuch), SMALL, "more than 2000 bytes");
    byte[] tooMany =
        tar(
            out -> {
              for (char name = 'a'; name <= 'f'; name++) {
                file(out, String.valueOf(name), "");
              }
            });
    refused(gzip(tooMany), SMALL, "more than 5 entries");
  }

  @Test
  void anEntryThatOnlySaysItIsHugeIsRefusedUnread() throws IOException {
    byte[] archive = Archives.sized(tar(out -> file(out, "a", "x")), HUGE);

    refused(gzip(archive), "has " + HUGE + " bytes");
  }

  @Test
  void bombsAreRefusedWithoutUnpackingThem() throws IOException {
    refused(bomb('0'), "has " + BOMB + " bytes");
    refusedInLittleMemory(bomb('x'));
    refusedInLittleMemory(bomb('L'));
    refusedInLittleMemory(zeros(tar(out -> file(out, "a", "x"))));
  }

  /** An entry of zeros, far larger than its compressed form. */
  private static byte[] bomb(char type) throws IOException {
    byte[] archive = typed(tar(out -> file(out, "a", "")), type);
    byte[] begin = (BOMB - RECORD + " comment=").getBytes(StandardCharsets.US_ASCII);
    return zeros(joined(Arrays.copyOf(Archives.sized(archive, BOMB), RECORD), begin));
  }

  private static byte[] zeros(byte[] before) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(before);
      byte[] block = new byte[1024 * 1024];
      for (long written = 0; written < BOMB; written += block.length) {
        gzip.write(block);
      }
    }
    return out.toByteArray();
  }

  private static void refusedInLittleMemory(byte[] archive) {
    Counting source = new Counting(archive);
    assertThatThrownBy(
            () -> {
              try (ArchiveReader reader = new ArchiveReader(source, Archives.LIMITS)) {
                while (reader.next().isPresent()) {
                  assertThat(source.count).isLessThan(archive.length);
                }
              }
            })
        .isInstanceOf(HostileArchiveException.class)
        .hasMessageContaining("65536");
    assertThat(source.count).isLessThan(archive.length / 4);
  }

  @Test
  void manyExtensionsOfOneEntryAreRefused() throws IOException {
    byte[] longName =
        tar(
            out -> {
              out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
              file(out, "a".repeat(200), "x");
            });
    byte[] pair = Arrays.copyOf(longName, 2 * RECORD);
    byte[][] chain = new byte[2000][];
    Arrays.fill(chain, pair);

    refused(gzip(joined(joined(chain), longName)), "65536 bytes");
  }

  @Test
  void aHugeHeaderOfTheCompressionIsRefused() throws IOException {
    byte[] plain = gzip(tar(out -> file(out, "a", "x")));
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 0x08;
    byte[] name = new byte[1024 * 1024];
    Arrays.fill(name, (byte) 'n');

    refused(
        joined(header, name, new byte[1], Arrays.copyOfRange(plain, 10, plain.length)), "65536");
  }

  @Test
  void anArchiveThatStopsTooEarlyIsNeverTakenForWhole() throws IOException {
    byte[] whole =
        tar(
            out -> {
              file(out, "a", "x".repeat(700));
              file(out, "b".repeat(150), "y");
            });
    int end = whole.length - 2 * RECORD;
    for (int length = 0; length < end + 2 * RECORD; length += 100) {
      byte[] cut = gzip(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(cut))
          .as("the first " + length + " bytes")
          .isInstanceOf(IOException.class);
    }
    for (int length : new int[] {end, end + RECORD}) {
      byte[] cut = gzip(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(cut)).hasMessageContaining("stops before its end");
    }
    byte[] archive = gzip(whole);
    for (int length = 0; length < archive.length; length++) {
      byte[] cut = Arrays.copyOf(archive, length);
      assertThatThrownBy(() -> read(cut)).as("cut at " + length).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aLongNameThatNothingFollowsIsNoEnd() throws IOException {
    byte[] named =
        tar(
            out -> {
              out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
              file(out, "a".repeat(200), "x");
            });

    byte[] alone = gzip(joined(Arrays.copyOf(named, 2 * RECORD), new byte[2 * RECORD]));
    assertThatThrownBy(() -> read(alone)).hasMessageContaining("stops before its end");
  }

  @Test
  void whatFollowsTheEndIsRefused() throws IOException {
    byte[] plain = tar(out -> file(out, "a", "x"));
    byte[] other = tar(out -> file(out, "b", "x"));

    refused(gzip(joined(plain, other)), "follows the end");
    refused(gzip(joined(plain, new byte[] {1})), "follows the end");
    refused(gzip(joined(plain, new byte[5000], new byte[] {1})), "follows the end");
    refused(gzip(joined(Arrays.copyOf(plain, plain.length - RECORD), other)), "follows the end");
    refused(joined(gzip(plain), gzip(other)), "follows the end of the compressed");
    refused(joined(gzip(plain), new byte[] {0}), "follows the end of the compressed");
  }

  @Test
  void damageIsFound() throws IOException {
    byte[] plain = tar(out -> file(out, "a", "x"));
    plain[100] ^= 1;
    refused(gzip(plain), "damaged header");

    byte[] archive = gzip(tar(out -> file(out, "a", "x")));
    archive[archive.length - 5] ^= 1;
    assertThatThrownBy(() -> read(archive)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("no archive".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void afterAFailureNothingMoreIsRead() throws IOException {
    byte[] archive =
        gzip(
            tar(
                out -> {
                  file(out, "../a", "x");
                  file(out, "b", "x");
                }));
    try (ArchiveReader reader =
        new ArchiveReader(new ByteArrayInputStream(archive), Archives.LIMITS)) {
      assertThatThrownBy(reader::next).isInstanceOf(HostileArchiveException.class);
      assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFailureOfTheSourceReachesTheReaderAsItIs() throws IOException {
    byte[] archive = gzip(tar(out -> file(out, "a", "x")));
    IllegalStateException broken = new IllegalStateException("the store is gone");
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(archive, 0, 20)) {
          @Override
          public int read(byte[] block, int offset, int length) throws IOException {
            int n = super.read(block, offset, length);
            if (n < 0) {
              throw broken;
            }
            return n;
          }
        };
    try (ArchiveReader reader = new ArchiveReader(source, Archives.LIMITS)) {
      assertThatThrownBy(reader::next).isSameAs(broken);
    }
  }

  /** Whatever bytes come: an exception that is declared, or files with good names. */
  @Test
  void randomDamageNeverGetsThrough() throws IOException {
    byte[] archive =
        tar(
            out -> {
              out.setAddPaxHeadersForNonAsciiNames(true);
              file(out, "a".repeat(150), "one");
              file(out, "b/c", "x".repeat(600));
              out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
              file(out, "\u00e9".repeat(90), "two");
            });
    long seed = Long.getLong("imgapi.seed", 1);
    Random random = new Random(seed);
    for (int run = 0; run < 3000; run++) {
      byte[] damaged = archive.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      byte[] hostile = gzip(random.nextBoolean() ? resealed(damaged) : damaged);
      try {
        for (Item item : Archives.items(hostile, Archives.LIMITS)) {
          assertThat(EntryName.fault(item.name())).as("seed %d run %d", seed, run).isEmpty();
        }
      } catch (IOException e) {
        assertThat(e.getMessage()).as("seed %d run %d", seed, run).isNotBlank();
      }
    }
  }

  private static void refused(byte[] archive, String reason) {
    refused(archive, Archives.LIMITS, reason);
  }

  private static void refused(byte[] archive, Limits limits, String reason) {
    assertThatThrownBy(() -> Archives.items(archive, limits))
        .isInstanceOf(HostileArchiveException.class)
        .hasMessageContaining(reason);
  }

  /** Counts what was read of an archive. */
  private static final class Counting extends InputStream {
    private final ByteArrayInputStream bytes;
    private int count;

    Counting(byte[] archive) {
      bytes = new ByteArrayInputStream(archive);
    }

    @Override
    public int read() {
      count++;
      return bytes.read();
    }

    @Override
    public int read(byte[] block, int offset, int length) {
      int n = bytes.read(block, offset, length);
      count += Math.max(n, 0);
      return n;
    }
  }
}
