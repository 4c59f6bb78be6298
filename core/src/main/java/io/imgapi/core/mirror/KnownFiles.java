/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.digest.FileDigests;
import java.util.Optional;

/** What earlier runs read of local files; holds while their stamps are the same. */
public interface KnownFiles {

  /** Nothing is known, and nothing is remembered. */
  KnownFiles NONE =
      new KnownFiles() {
        @Override
        public Optional<FileDigests> digests(String path, FileStamp stamp) {
          return Optional.empty();
        }

        @Override
        public Optional<LocalManifest> manifest(String path, FileStamp stamp) {
          return Optional.empty();
        }

        @Override
        public void learn(String path, FileStamp stamp, FileDigests digests) {}

        @Override
        public void learn(String path, FileStamp stamp, LocalManifest manifest) {}
      };

  /**
   * The digests of a file.
   *
   * @param path below the instance's data, for example {@code images/abc/.../file0}
   * @param stamp as it is now
   * @return empty where they are not known for certain
   */
  Optional<FileDigests> digests(String path, FileStamp stamp);

  /** What a manifest says; as {@link #digests}. */
  Optional<LocalManifest> manifest(String path, FileStamp stamp);

  /**
   * Remembers what was read, for later runs.
   *
   * @param stamp the same before and after it was read
   */
  void learn(String path, FileStamp stamp, FileDigests digests);

  /** Remembers what a manifest says; as {@link #learn(String, FileStamp, FileDigests)}. */
  void learn(String path, FileStamp stamp, LocalManifest manifest);
}
