/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import java.util.Iterator;

/**
 * The entries of a directory, read page by page as they are asked for. {@code hasNext} and {@code
 * next} throw {@link StoreException} where the listing breaks; an end reached without an exception
 * means that everything was seen.
 */
public interface EntryListing extends Iterator<Entry>, AutoCloseable {

  @Override
  void close();
}
