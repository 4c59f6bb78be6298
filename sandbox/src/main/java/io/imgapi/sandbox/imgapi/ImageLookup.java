/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.util.Optional;

/** Finds the image that a request is about, as far as its caller may see it. */
record ImageLookup(ImgapiContext context, String uuid) {

  /** Refuses what cannot be an image's name, as a path that does not exist. */
  void requireUuid(Exchange exchange) {
    if (!Image.isUuid(uuid)) {
      throw ApiError.notFound(exchange.target() + " does not exist");
    }
  }

  /**
   * Returns the image.
   *
   * @throws ApiError when there is none, or none in the channel or for the account
   */
  Image find(Exchange exchange) {
    requireUuid(exchange);
    Optional<String> channel = exchange.channel();
    Optional<String> account = exchange.query().account();
    Image image = context.database().find(uuid).orElseThrow(() -> ManifestDatabase.absent(uuid));
    if (channel.filter(name -> !image.list("channels").contains(name)).isPresent()
        || account.filter(name -> !image.isVisibleTo(name)).isPresent()) {
      throw ApiError.notFound("image not found");
    }
    return image;
  }

  /**
   * Returns the image for a change.
   *
   * @throws ApiError as for {@link #find}, and when the account is not its owner
   */
  Image findOwn(Exchange exchange) {
    Image image = find(exchange);
    exchange
        .query()
        .account()
        .filter(account -> !account.equals(image.owner()))
        .ifPresent(
            account -> {
              throw new ApiError(
                  422,
                  "NotImageOwner",
                  "account " + account + " is not the owner of image " + uuid);
            });
    return image;
  }
}
