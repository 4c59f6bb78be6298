/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.archive.ArchiveWriter;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.LocalManifest;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.parallel.Ahead;
import io.imgapi.core.snapshot.SpooledContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;

/**
 * A snapshot's archive made of the local manifests while they are uploaded, because one thread
 * needs seconds to compress tens of thousands of them. It counts only if the mirror holds exactly
 * these manifests in the end; else it is thrown away.
 */
final class ArchiveAhead implements AutoCloseable {
  private final Ahead<Optional<Made>> work;
  private volatile boolean unwanted;

  private record Made(Md5 sequence, SpooledContent content) {}

  private ArchiveAhead(InstanceLayout layout, LocalTree tree) {
    this.work = Ahead.begin("archive", () -> make(layout, tree));
  }

  private ArchiveAhead() {
    this.work = Ahead.begin("archive", Optional::empty);
  }

  /** Begins. */
  static ArchiveAhead begin(InstanceLayout layout, LocalTree tree) {
    return new ArchiveAhead(layout, tree);
  }

  /** Where none will be needed. */
  static ArchiveAhead none() {
    return new ArchiveAhead();
  }

  /**
   * The archive, as long as this is not closed; waits until it is made. Empty where it holds other
   * manifests, or could not be made.
   *
   * @param sequence of the manifests that it is to hold
   */
  Optional<SpooledContent> take(Md5 sequence) {
    return work.get().filter(made -> made.sequence().equals(sequence)).map(Made::content);
  }

  private Optional<Made> make(InstanceLayout layout, LocalTree tree) {
    ManifestSequence sequence = new ManifestSequence();
    try {
      SpooledContent content =
          SpooledContent.of(layout.run(), out -> write(out, layout, tree, sequence));
      return Optional.of(new Made(sequence.finish(), content));
    } catch (IOException | UncheckedIOException e) {
      // Whoever needs an archive makes one then, and says what is wrong.
      return Optional.empty();
    }
  }

  private void write(
      OutputStream out, InstanceLayout layout, LocalTree tree, ManifestSequence sequence)
      throws IOException {
    try (ArchiveWriter archive = new ArchiveWriter(out)) {
      for (UUID uuid : MirrorState.sorted(tree.manifests().keySet())) {
        LocalManifest manifest = tree.manifests().get(uuid);
        if (unwanted) {
          throw new IOException("nobody wants it any more");
        }
        if (manifest.size() <= MirrorEntries.LARGEST_MANIFEST) {
          byte[] bytes = Files.readAllBytes(layout.manifest(uuid.toString()));
          if (!Md5.of(bytes).equals(manifest.md5())) {
            throw new IOException("another manifest by now");
          }
          String name = ManifestParser.fileName(uuid);
          archive.add(name, bytes);
          sequence.add(name, manifest.md5());
        }
      }
    }
  }

  @Override
  public void close() {
    unwanted = true;
    work.get()
        .ifPresent(
            made -> {
              try {
                made.content().close();
              } catch (IOException e) {
                // The next run clears it away.
              }
            });
  }
}
