/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.BodySink;
import io.imgapi.sandbox.store.DirectoryEntry;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The checked head of an upload.
 *
 * @param contentType tidied; empty when not sent
 * @param durability copies asked for
 * @param md5 what the content must hash to; empty when not sent
 * @param limit largest number of bytes
 */
record UploadArguments(
    Optional<String> contentType, int durability, Optional<String> md5, long limit) {

  private static final int DEFAULT_DURABILITY = 2;

  /** Checks in the order of manta-protocol.md 10, step 8. */
  static UploadArguments of(Exchange exchange, Target target) {
    Optional<String> contentType = exchange.header("content-type").filter(t -> !t.isEmpty());
    if (target.isRoot() && !contentType.map(ContentTypes::isListing).orElse(false)) {
      throw MantaError.rootDirectory(exchange.method(), exchange.cleanPath());
    }
    long length = exchange.contentLength();
    Optional<String> md5 = exchange.header("content-md5").filter(text -> !text.isEmpty());
    if (length != 0) {
      md5.ifPresent(UploadArguments::checkMd5Form);
    }
    int durability = durability(exchange);
    long limit = limit(exchange, length);
    if (target.entry().orElse(null) instanceof DirectoryEntry) {
      throw onDirectory(exchange);
    }
    if (!(target.parent().orElseThrow() instanceof DirectoryEntry)) {
      throw MantaError.parentNotDirectory(Gate.parentOf(exchange.cleanPath()));
    }
    checkRoom(exchange, target);
    return new UploadArguments(
        contentType.map(ContentTypes::tidy),
        durability,
        length == 0 ? Optional.empty() : md5,
        limit);
  }

  static void checkRoom(Exchange exchange, Target target) {
    long largest = exchange.context().rules().largestDirectory();
    if (exchange.context().tree().childCount(target.path().parent().orElseThrow()) > largest) {
      throw MantaError.conflict(
          "DirectoryLimitExceeded",
          Gate.parentOf(exchange.cleanPath()) + " has too many directory entries");
    }
  }

  private static MantaError onDirectory(Exchange exchange) {
    for (String name :
        new String[] {"content-length", "content-md5", "durability-level", "x-durability-level"}) {
      if (exchange.header(name).isPresent()) {
        String shown = name.startsWith("x-") ? name.substring(2) : name;
        return MantaError.badRequest(
            "InvalidUpdate", "overwrite of \"" + shown + "\" forbidden on a directory");
      }
    }
    return MantaError.badRequest(
        "OperationNotAllowedOnDirectory",
        exchange.method() + " is not allowed on directory " + exchange.cleanPath());
  }

  private static int durability(Exchange exchange) {
    Optional<String> sent =
        exchange.header("durability-level").or(() -> exchange.header("x-durability-level"));
    if (sent.isEmpty()) {
      return DEFAULT_DURABILITY;
    }
    int highest = exchange.context().rules().highestDurability();
    return number(sent.get())
        .filter(level -> level >= 1 && level <= highest)
        .map(Long::intValue)
        .orElseThrow(
            () ->
                MantaError.badRequest(
                    "InvalidDurabilityLevel", "durability-level must be between 1 and " + highest));
  }

  private static long limit(Exchange exchange, long length) {
    if (length >= 0 || !exchange.requestHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      return Long.MAX_VALUE;
    }
    Optional<String> sent = exchange.header("max-content-length");
    if (sent.isEmpty()) {
      return exchange.context().rules().largestStream();
    }
    return number(sent.get())
        .filter(bytes -> bytes >= 0)
        .orElseThrow(
            () ->
                MantaError.badRequest(
                    "InvalidMaxContentLength", sent.get() + " is an invalid max-content-length"));
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException broken) {
      return Optional.empty();
    }
  }

  private static void checkMd5Form(String text) {
    boolean good;
    try {
      good = Base64.getDecoder().decode(text).length == 16;
    } catch (IllegalArgumentException broken) {
      good = false;
    }
    if (!good) {
      throw MantaError.badRequest("BadRequest", "Content-MD5 invalid");
    }
  }

  void checkMd5(BodySink received) {
    if (md5.isPresent() && !md5.get().equals(received.md5())) {
      throw MantaError.badRequest(
          "ContentMD5Mismatch",
          "Content-MD5 expected " + md5.get() + ", but was " + received.md5());
    }
  }
}
