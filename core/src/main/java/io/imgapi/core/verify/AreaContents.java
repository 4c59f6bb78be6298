/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/** Small contents of the area itself, each only where reading it proves it. */
record AreaContents(ObjectStore store) {

  /** The content of an object; empty where it is another one, or too large to be held at once. */
  Optional<Source> proven(String path, Md5 md5) {
    try (Download download = store.get(path, ReadFrom.start())) {
      byte[] bytes = download.stream().readNBytes((int) Blobs.LARGEST + 1);
      return bytes.length <= Blobs.LARGEST && Md5.of(bytes).equals(md5)
          ? Optional.of(new Source(path, Content.ofBytes(bytes)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ABSENT || e.kind() == StoreException.Kind.CORRUPT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
