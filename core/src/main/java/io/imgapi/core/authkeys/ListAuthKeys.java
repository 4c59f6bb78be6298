/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.authkeys;

import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instance.InstanceLayout;
import java.util.List;
import java.util.Optional;

/** Shows who may sign requests to the service. */
public final class ListAuthKeys {
  private final KeyFiles files;

  public ListAuthKeys(HostFiles files, InstanceLayout layout) {
    this.files = new KeyFiles(files, layout);
  }

  /**
   * The keys of all files, or of one user.
   *
   * @throws io.imgapi.core.error.ImgapiException where a file cannot be read
   */
  public List<AuthKey> list(Optional<String> user) {
    return files.all().stream()
        .filter(key -> user.isEmpty() || user.get().equals(key.user()))
        .toList();
  }
}
