/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.RemoteObject;
import java.util.Optional;

/**
 * A file of the images tree to be fetched.
 *
 * @param relative its path inside the tree
 * @param path full path of the object that holds it
 * @param object the version that was listed
 * @param proof what the manifest of an activated image says of it
 */
record WantedFile(String relative, String path, RemoteObject object, Optional<ImageFile> proof) {}
