/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.archive.ArchiveWriter;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.instance.TestInstance;
import io.imgapi.core.mirror.LocalScan;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.ManifestReader;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.snapshot.SpooledContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that was made ahead is used for the manifests that it holds, and for no others. */
class ArchiveAheadTest {
  private static final String FIRST = "0a7c6b5a-3827-4615-a0f9-e8d7c6b5a493";
  private static final String SECOND = "f17c6b5a-3827-4615-a0f9-e8d7c6b5a493";

  @TempDir Path directory;
  private TestInstance instance;
  private LocalTree tree;

  @BeforeEach
  void publish() {
    instance = new TestInstance(directory);
    instance.image(SECOND, "of the second");
    instance.image(FIRST, "of the first");
    tree =
        new LocalScan(instance.layout(), new ManifestReader(pause -> {}), new Workers("scan", 2))
            .scan();
  }

  private byte[] manifest(String uuid) throws IOException {
    return Files.readAllBytes(instance.layout().manifest(uuid));
  }

  private Md5 sequence(String... uuids) throws IOException {
    ManifestSequence sequence = new ManifestSequence();
    for (String uuid : uuids) {
      sequence.add(uuid + ".raw", Md5.of(manifest(uuid)));
    }
    return sequence.finish();
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(instance.layout().run())) {
      return files.toList();
    }
  }

  @Test
  void holdsTheSameBytesAsOneThatIsMadeInTheEnd() throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (ArchiveWriter archive = new ArchiveWriter(expected)) {
      archive.add(FIRST + ".raw", manifest(FIRST));
      archive.add(SECOND + ".raw", manifest(SECOND));
    }
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    try (ArchiveAhead ahead = ArchiveAhead.begin(instance.layout(), tree)) {
      SpooledContent content = ahead.take(sequence(FIRST, SECOND)).orElseThrow();
      content.content().writer().writeTo(made);
    }
    assertThat(made.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(left()).isEmpty();
  }

  @Test
  void isNotTakenForOtherManifests() throws IOException {
    try (ArchiveAhead ahead = ArchiveAhead.begin(instance.layout(), tree)) {
      assertThat(ahead.take(sequence(FIRST))).isEmpty();
      instance.manifest(SECOND, "active", "", ",\"description\":\"another\"");
      assertThat(ahead.take(sequence(FIRST, SECOND))).isEmpty();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void isNotMadeOfAManifestThatIsAnotherByNow() throws IOException {
    instance.manifest(SECOND, "active", "", ",\"description\":\"another\"");
    try (ArchiveAhead ahead = ArchiveAhead.begin(instance.layout(), tree)) {
      assertThat(ahead.take(sequence(FIRST, SECOND))).isEmpty();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhereNobodyTakesIt() throws IOException {
    ArchiveAhead.begin(instance.layout(), tree).close();
    ArchiveAhead.none().close();
    assertThat(left()).isEmpty();
  }
}
