/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The local archive: what the API showed of each image after its last change. */
final class Archive {

  private final Path directory;
  private final ImageView view;

  Archive(Path directory, ImageView view) {
    this.directory = directory;
    this.view = view;
  }

  Path directory() {
    return directory;
  }

  void keep(Image image) throws IOException {
    Path file = directory.resolve(Image.prefix(image.uuid())).resolve(image.uuid() + ".json");
    Files.createDirectories(file.getParent());
    Files.write(file, JsonText.indented(view.of(image)).getBytes(UTF_8));
  }
}
