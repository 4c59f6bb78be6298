/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of small objects of the mirror: from the local tree where that has the same ones, read
 * back from the mirror else.
 */
record MirrorContents(InstanceLayout layout, MirrorLayout mirror, ObjectStore store) {

  /**
   * The bytes of an object.
   *
   * @param relative path below the backup area, for example {@code manifests/<uuid>.raw}
   * @param object the mirror's version
   * @throws StoreException where it cannot be read back
   */
  byte[] bytes(String relative, RemoteObject object) {
    Path file = layout.base().resolve(relative);
    try {
      if (Files.isRegularFile(file)) {
        byte[] bytes = read(file, object.size());
        if (bytes.length == object.size() && Md5.of(bytes).equals(object.md5())) {
          return bytes;
        }
      }
    } catch (IOException e) {
      // The mirror's copy is what is wanted; it can be had from there as well.
    }
    return readBack(mirror.backup() + "/" + relative, object);
  }

  /** Never more than one byte beyond what is wanted, whatever lies there by now. */
  private static byte[] read(Path file, long size) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Math.toIntExact(size + 1));
    }
  }

  private byte[] readBack(String path, RemoteObject object) {
    try (Download download = store.get(path, new ReadFrom(0, object.etag()))) {
      byte[] bytes = download.bytes(path, object.size());
      if (Md5.of(bytes).equals(object.md5())) {
        return bytes;
      }
      throw new StoreException(
          StoreException.Kind.CORRUPT, path, "it came with other bytes than were listed");
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.UNREACHABLE, path, "it cannot be read: " + e.getMessage());
    }
  }
}
