/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.digest.Digests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.RemoteObject;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Proves the bytes of one object as they arrive: by the SHA-1 of its manifest where that says it,
 * by the MD5 of the listing else. The SHA-1 proves more, and is four times as fast.
 */
final class ContentProof {
  private final RemoteObject object;
  private final Optional<String> sha1;
  private final MessageDigest digest;
  private long size;

  ContentProof(RemoteObject object, Optional<ImageFile> manifest) {
    this.object = object;
    this.sha1 = manifest.map(ImageFile::sha1).filter(value -> !value.isEmpty());
    this.digest = sha1.isPresent() ? Digests.sha1() : Digests.md5();
  }

  /** Takes the next bytes. */
  void update(byte[] block, int length) {
    digest.update(block, 0, length);
    size += length;
  }

  /** How many bytes there were so far. */
  long size() {
    return size;
  }

  /** Ends the proof: what is wrong with the bytes, or empty where they are the object's. */
  Optional<String> fault() {
    if (size != object.size()) {
      return Optional.of("it came as " + size + " bytes, listed are " + object.size());
    }
    if (sha1.isPresent()) {
      String found = HexFormat.of().formatHex(digest.digest());
      return found.equals(sha1.get())
          ? Optional.empty()
          : Optional.of("its SHA-1 is " + found + ", the manifest says " + sha1.get());
    }
    Md5 found = Md5.finish(digest);
    return found.equals(object.md5())
        ? Optional.empty()
        : Optional.of("it came with MD5 " + found + ", listed is " + object.md5());
  }
}
