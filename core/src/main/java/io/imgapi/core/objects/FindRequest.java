/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to look for.
 *
 * @param path directory to begin in, or an object
 * @param name what the last component must fulfil
 * @param directories true: directories only; false: objects only; empty: both
 * @param maxDepth levels to descend, 1 for the directory's own entries
 */
public record FindRequest(
    String path, Predicate<String> name, Optional<Boolean> directories, int maxDepth) {

  boolean wants(Item item) {
    return (directories.isEmpty() || directories.get() == item.directory())
        && name.test(item.name());
  }
}
