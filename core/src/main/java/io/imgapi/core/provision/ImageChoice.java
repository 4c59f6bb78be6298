/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.images.Channel;
import io.imgapi.triton.images.Image;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the image that an instance is to run: in the data centre, else on the updates server, where
 * it is judged before anything is fetched (triton-apis.md 6, 7; 14.4 to 14.7).
 */
final class ImageChoice {
  private static final String NAME = "imgapi";
  private static final String LATEST = "latest";
  private final TritonAccess triton;

  ImageChoice(TritonAccess triton) {
    this.triton = triton;
  }

  /** An image, and where it has to be fetched from. */
  record Chosen(Image image, Optional<String> importFrom) {}

  Chosen choose(String image, Optional<String> channel) {
    if (image.equals(LATEST)) {
      String from = channel(channel);
      Image newest = newest(from);
      return local(newest.uuid())
          .map(there -> new Chosen(judged(there), Optional.empty()))
          .orElseGet(() -> new Chosen(judged(newest), Optional.of(from)));
    }
    UUID uuid = uuid(image);
    Optional<Image> there = local(uuid);
    if (there.isPresent()) {
      return new Chosen(judged(there.get()), Optional.empty());
    }
    String from = channel(channel);
    return new Chosen(judged(offered(uuid, from)), Optional.of(from));
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(ExitCode.USAGE, "IMAGE is the uuid of an image, or latest: " + text)
          .remedy("for example: imgapi create OWNER latest PACKAGE ALIAS");
    }
  }

  /** Only the answer that there is none means that there is none. */
  Optional<Image> local(UUID uuid) {
    try {
      return Optional.of(triton.images().image(uuid, Optional.empty()));
    } catch (TritonException e) {
      if (e.kind() == TritonException.Kind.ABSENT) {
        return Optional.empty();
      }
      throw TritonFailures.of("the image cannot be looked up in the data centre", e);
    }
  }

  private String channel(Optional<String> asked) {
    List<Channel> channels;
    try {
      channels = triton.updates().channels();
    } catch (TritonException e) {
      throw TritonFailures.of("the updates server cannot be asked for its channels", e);
    }
    String wanted =
        asked
            .or(() -> triton.datacenter().updateChannel())
            .or(() -> channels.stream().filter(Channel::isDefault).map(Channel::name).findFirst())
            .orElse("*");
    if (!channels.isEmpty() && channels.stream().noneMatch(one -> one.name().equals(wanted))) {
      throw ImgapiException.of(
              ExitCode.USAGE, "the updates server has no channel of the name " + wanted)
          .remedy(
              "use one of: " + String.join(", ", channels.stream().map(Channel::name).toList()));
    }
    return wanted;
  }

  private Image newest(String channel) {
    try {
      return triton.updates().named(NAME, Optional.of(channel)).stream()
          .max(Comparator.comparing(image -> image.published().orElse(Instant.EPOCH)))
          .orElseThrow(
              () ->
                  ImgapiException.of(
                          ExitCode.FAILED, "there is no imgapi image in the channel " + channel)
                      .remedy("name another channel with -C, or an image"));
    } catch (TritonException e) {
      throw TritonFailures.of("the updates server cannot be asked for images", e);
    }
  }

  private Image offered(UUID uuid, String channel) {
    try {
      return triton.updates().image(uuid, Optional.of(channel));
    } catch (TritonException e) {
      if (e.kind() == TritonException.Kind.ABSENT) {
        throw ImgapiException.of(
                ExitCode.FAILED,
                "there is no image "
                    + uuid
                    + " in the data centre or in the channel "
                    + channel
                    + " of the updates server")
            .remedy("check the uuid, or name another channel with -C");
      }
      throw TritonFailures.of("the image cannot be looked up on the updates server", e);
    }
  }

  private static Image judged(Image image) {
    if (!image.name().equals(NAME)) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "image " + image.uuid() + " is no imgapi image, its name is " + image.name())
          .remedy("name an imgapi image, or latest; nothing was changed");
    }
    if (!image.state().equals("active") || image.disabled()) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "image "
                  + image.uuid()
                  + " cannot be used: it is "
                  + (image.disabled() ? "disabled" : image.state()))
          .remedy(
              "where an import broke off, remove it and import it again: sdc-imgadm delete "
                  + image.uuid());
    }
    return image;
  }
}
