/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.FaultyStore;
import io.imgapi.core.store.InMemoryStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way of putting a file, with a file that is small enough for a test. */
class FileUploadTest {
  private static final String DIRECTORY = "/alice/stor/images";
  private static final String PATH = DIRECTORY + "/file0";
  private static final FileUpload.Sizes IN_MEMORY = new FileUpload.Sizes(1 << 20, 1 << 20);
  private static final FileUpload.Sizes TWO_READS = new FileUpload.Sizes(0, 1 << 20);
  private static final FileUpload.Sizes ONE_READ = new FileUpload.Sizes(0, 0);

  @TempDir private Path directory;
  private final InMemoryStore store = new InMemoryStore(DIRECTORY);
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void write() throws IOException {
    bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    file = Files.write(directory.resolve("file0"), bytes);
  }

  private FileWork work(Optional<ImageFile> proof, boolean replaces) {
    return new FileWork("file0", "file0", bytes.length, proof, Optional.empty(), replaces);
  }

  private Optional<ImageFile> proof(Optional<Md5> md5) {
    return Optional.of(new ImageFile("file0", bytes.length, FileDigests.of(bytes).sha1(), md5));
  }

  private void put(ObjectStore to, FileUpload.Sizes sizes, FileWork work) throws IOException {
    new FileUpload(new ProvenPut(to), (path, bytes, md5) -> {}, sizes).put(PATH, file, work);
  }

  private byte[] stored() {
    return store.objects().get(PATH);
  }

  @Test
  void everyWayStoresTheBytes() throws IOException {
    for (FileUpload.Sizes sizes : new FileUpload.Sizes[] {IN_MEMORY, TWO_READS, ONE_READ}) {
      for (Optional<ImageFile> proof :
          List.of(
              Optional.<ImageFile>empty(),
              proof(Optional.empty()),
              proof(Optional.of(Md5.of(bytes))))) {
        InMemoryStore to = new InMemoryStore(DIRECTORY);
        put(to, sizes, work(proof, false));
        assertThat(to.objects().get(PATH)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aManifestWhoseMd5IsWrongDoesNotKeepAGoodFileOut() throws IOException {
    Md5 wrong = Md5.of("something else".getBytes(StandardCharsets.UTF_8));
    put(store, ONE_READ, work(proof(Optional.of(wrong)), false));
    assertThat(stored()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 150_000, 299_999})
  void aFlippedBitIsNotStored(int at) throws IOException {
    Optional<ImageFile> proof = proof(Optional.of(Md5.of(bytes)));
    Optional<ImageFile> bySha1 = proof(Optional.empty());
    byte[] flipped = bytes.clone();
    flipped[at] ^= 4;
    Files.write(file, flipped);
    for (FileUpload.Sizes sizes : new FileUpload.Sizes[] {IN_MEMORY, TWO_READS, ONE_READ}) {
      assertThatThrownBy(() -> put(store, sizes, work(proof, false)))
          .isInstanceOf(DamagedFileException.class);
      assertThatThrownBy(() -> put(store, sizes, work(bySha1, false)))
          .isInstanceOf(DamagedFileException.class);
      assertThat(store.objects()).isEmpty();
    }
  }

  @Test
  void aFileThatGrowsOrShrinksIsNotStored() throws IOException {
    FileWork work = work(Optional.empty(), false);
    Files.write(file, new byte[bytes.length + 1]);
    assertThatThrownBy(() -> put(store, ONE_READ, work))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer");
    Files.write(file, new byte[bytes.length - 1]);
    assertThatThrownBy(() -> put(store, ONE_READ, work))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shorter");
    assertThat(store.objects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whateverTheStoreDoesOnlyTheRightBytesStay(boolean md5InTheManifest) throws IOException {
    FileWork work =
        work(proof(md5InTheManifest ? Optional.of(Md5.of(bytes)) : Optional.empty()), false);
    int done = 0;
    int failed = 0;
    for (int seed = 0; seed < 300; seed++) {
      store.objects().keySet().forEach(path -> store.delete(path, Condition.always()));
      try {
        put(new FaultyStore(store, seed, 0.5, Long.MAX_VALUE), ONE_READ, work);
        assertThat(stored()).as("seed %d", seed).isEqualTo(bytes);
        done++;
      } catch (StoreException e) {
        failed++;
      }
    }
    assertThat(done).isGreaterThan(100);
    assertThat(failed).isPositive();
  }
}
