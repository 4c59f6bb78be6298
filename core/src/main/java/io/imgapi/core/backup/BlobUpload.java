/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.snapshot.Blobs;

/** Puts the content of each small image file under its digest, once. */
final class BlobUpload implements ContentKeeper {
  private final MirrorLayout mirror;
  private final Blobs blobs;
  private final MirrorDirectories directories;
  private final ProvenPut put;

  BlobUpload(MirrorLayout mirror, Blobs blobs, MirrorDirectories directories, ProvenPut put) {
    this.mirror = mirror;
    this.blobs = blobs;
    this.directories = directories;
    this.put = put;
  }

  @Override
  public void keep(String path, byte[] bytes, Md5 md5) {
    if (!path.startsWith(mirror.images() + "/") || blobs.isKnown(md5)) {
      return;
    }
    String blob = mirror.blob(md5);
    directories.ensure(blob.substring(0, blob.lastIndexOf('/')));
    put.put(blob, bytes);
    blobs.know(md5);
  }
}
