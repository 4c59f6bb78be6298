/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import java.util.Optional;

/**
 * Takes the content of a request into storage and holds it against what the request says of it.
 *
 * @param what how messages call it
 * @param largest in bytes
 * @param largestInWords the same for messages
 */
record Intake(String what, long largest, String largestInWords) {

  /** A content that is right, and what gives it its name. */
  record Received(Upload.Digested content, ImageFiles.Arrival arrival) {}

  /**
   * Stores the body.
   *
   * @throws ApiError when it is empty, too large, or not what was announced
   */
  Received receive(Exchange exchange, ImageFiles place, Image image, String name)
      throws IOException {
    long announced = exchange.contentLength();
    String tooLarge = what + " size exceeds the maximum allowed size, " + largestInWords;
    if (announced > largest) {
      throw ApiError.upload(tooLarge);
    }
    if (announced == 0) {
      throw empty();
    }
    Upload upload = new Upload(exchange.body(), largest, tooLarge);
    ImageFiles.Arrival arrival;
    try {
      arrival = place.receive(image.uuid(), name, exchange.requestId(), upload, announced);
    } catch (StorageFailure failure) {
      exchange.context().log().error("error storing " + what, failure);
      throw failure.answer("error receiving " + what);
    }
    if (upload.size() == 0) {
      throw empty();
    }
    Upload.Digested content = upload.digested();
    Query query = exchange.query();
    check("sha1", query.text("sha1"), content.sha1());
    check("size", query.text("size"), Long.toString(content.size()));
    check("Content-MD5", exchange.header("content-md5"), content.md5());
    return new Received(content, arrival);
  }

  private ApiError empty() {
    return ApiError.upload(what + " size is 0 bytes, empty files are not allowed");
  }

  private void check(String name, Optional<String> announced, String real) {
    if (announced.isPresent() && !announced.get().equals(real)) {
      throw ApiError.upload(
          "\""
              + name
              + "\", "
              + announced.get()
              + ", does not match the uploaded "
              + what
              + ", "
              + real);
    }
  }
}
