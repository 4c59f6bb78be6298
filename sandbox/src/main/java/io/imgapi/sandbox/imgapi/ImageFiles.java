/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import java.io.InputStream;

/** A place where images' files are kept. */
interface ImageFiles {

  /** Returns the name under which manifests know the place. */
  String type();

  /**
   * Takes a file in.
   *
   * @param length the bytes that will come; negative when nobody said
   * @return what gives the file its name, once its content was found to be right
   * @throws ClientGone when the sender broke off; nothing under the file's name was changed
   * @throws StorageFailure when the place does not take it
   */
  Arrival receive(String uuid, String name, String requestId, Upload upload, long length)
      throws IOException;

  /**
   * Opens a file.
   *
   * @throws StorageFailure when the place does not give it
   */
  InputStream open(String uuid, String name) throws IOException;

  /**
   * Deletes a file, and the image's directory when it was the last one; nothing happens when it is
   * not there.
   *
   * @throws StorageFailure when the place refuses
   */
  void delete(String uuid, String name) throws IOException;

  /** A file that is stored, but may not have its name yet. */
  @FunctionalInterface
  interface Arrival {

    void name() throws IOException;
  }
}
