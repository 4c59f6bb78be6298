/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.InputStream;

/**
 * Files below {@code images} in Manta, put under their final names at once (operator-scripts.md 3).
 */
final class MantaFiles implements ImageFiles {

  private final MantaCalls manta;

  MantaFiles(MantaCalls manta) {
    this.manta = manta;
  }

  @Override
  public String type() {
    return "manta";
  }

  @Override
  public Arrival receive(String uuid, String name, String requestId, Upload upload, long length)
      throws ClientGone {
    manta.makeDirectory(directory(uuid));
    manta.put(directory(uuid) + "/" + name, upload, length);
    return () -> {};
  }

  @Override
  public InputStream open(String uuid, String name) {
    return manta.get(directory(uuid) + "/" + name);
  }

  @Override
  public void delete(String uuid, String name) {
    manta.delete(directory(uuid) + "/" + name);
    manta.deleteEmptyDirectory(directory(uuid));
  }

  private static String directory(String uuid) {
    return "/images/" + Image.prefix(uuid) + "/" + uuid;
  }
}
