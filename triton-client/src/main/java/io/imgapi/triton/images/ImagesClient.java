/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.images;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.wfapi.JobRef;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks and changes the IMGAPI of a data centre, and asks the updates server (triton-apis.md 6, 7).
 * Every call may throw {@link TritonException}.
 */
public final class ImagesClient implements AutoCloseable {

  private ImagesClient() {}

  /** A client of a data centre's IMGAPI; nothing is connected yet. */
  public static ImagesClient ofDatacenter(URI base, TritonOptions options) {
    throw new UnsupportedOperationException();
  }

  /** A client of the updates server, through the options' proxy; certificates are checked. */
  public static ImagesClient ofUpdates(URI base, TritonOptions options) {
    throw new UnsupportedOperationException();
  }

  /**
   * One image.
   *
   * @param channel of the updates server; empty in a data centre, {@code *} for any
   */
  public Image image(UUID image, Optional<String> channel) {
    throw new UnsupportedOperationException();
  }

  /** Active images of this very name, all pages of them; their order means nothing (7.1). */
  public List<Image> named(String name, Optional<String> channel) {
    throw new UnsupportedOperationException();
  }

  /** The channels; a server without any has an empty list. */
  public List<Channel> channels() {
    throw new UnsupportedOperationException();
  }

  /** Lets an account use an image (6.2). Safe to repeat; the image as it is then. */
  public Image addToAcl(UUID image, UUID account) {
    throw new UnsupportedOperationException();
  }

  /** Begins to fetch an image from {@code source} (6.3). Look for a running import first. */
  public JobRef importRemote(UUID image, URI source, String channel) {
    throw new UnsupportedOperationException();
  }

  /** Removes an image, such as one whose import broke off. */
  public void delete(UUID image) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
