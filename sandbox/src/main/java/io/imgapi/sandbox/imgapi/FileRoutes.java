/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** An image's files: any of them is given, the first one is taken. */
final class FileRoutes {

  private static final long LARGEST = 20L << 30;

  private final ImgapiContext context;
  private final ImageLookup lookup;

  FileRoutes(ImgapiContext context, ImageLookup lookup) {
    this.context = context;
    this.lookup = lookup;
  }

  /** Returns the place of a file or icon; where a manifest says nothing it is the local one. */
  static String place(ObjectNode file) {
    return file.path("stor").asText("local");
  }

  void get(Exchange exchange, int number) throws IOException {
    lookup.requireUuid(exchange);
    context.gate().passive(exchange);
    Image image = lookup.find(exchange);
    List<ObjectNode> files = image.files();
    if (number >= files.size()) {
      throw ApiError.notFound(
          "image \"" + image.uuid() + "\" has no file" + (number == 0 ? "" : number));
    }
    send(exchange, image, files.get(number), "file" + number, "application/octet-stream");
  }

  void send(Exchange exchange, Image image, ObjectNode file, String name, String type)
      throws IOException {
    if (Answer.isKnown(exchange, file.path("sha1").asText())) {
      putHeaders(exchange, file, type);
      Answer.empty(exchange, 304);
      return;
    }
    try (var content = context.storage().of(place(file)).open(image.uuid(), name)) {
      putHeaders(exchange, file, type);
      Answer.content(exchange, content, file.path("size").asLong());
    } catch (StorageFailure failure) {
      context.log().error("error getting " + name + " of image " + image.uuid(), failure);
      throw failure.answer("error getting image file");
    }
  }

  private static void putHeaders(Exchange exchange, ObjectNode file, String type) {
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.put(HttpHeader.ETAG, file.path("sha1").asText());
    headers.put(HttpHeader.CONTENT_TYPE, type);
    ImageTimes.put(headers, file);
    if (file.hasNonNull("contentMD5")) {
      headers.put(HttpHeader.CONTENT_MD5, file.get("contentMD5").asText());
    }
  }

  void put(Exchange exchange) throws IOException {
    context.gate().strict(exchange);
    Image image = lookup.findOwn(exchange);
    requireMutable(image);
    Query query = exchange.query();
    String compression = query.text("compression").orElse("");
    if (!ManifestRules.COMPRESSIONS.contains(compression)) {
      throw compression.isEmpty()
          ? ApiError.invalidParameter(
              "missing \"compression\"",
              List.of(new ApiError.Problem("compression", "Missing", "")))
          : ApiError.invalidParameter(
              "invalid compression \"" + compression + "\" (must be one of gzip, bzip2, xz, none)",
              "compression");
    }
    Intake intake = new Intake("image file", LARGEST, "20 GiB");
    ImageFiles place = context.storage().choose(image, query);
    Intake.Received received = intake.receive(exchange, place, image, "file0");
    requireMutable(lookup.find(exchange));
    received.arrival().name();
    ObjectNode file = JsonText.object();
    file.put("sha1", received.content().sha1()).put("size", received.content().size());
    file.put("contentMD5", received.content().md5());
    file.put("mtime", ImageChanges.TIME.format(context.clock().instant()));
    file.put("stor", place.type()).put("compression", compression);
    query.text("dataset_guid").ifPresent(guid -> file.put("dataset_guid", guid));
    Image changed = context.database().change(image.uuid(), raw -> withFile(raw, file));
    Answer.image(exchange, changed, false);
  }

  private static ObjectNode withFile(ObjectNode raw, ObjectNode file) {
    ArrayNode files = raw.get("files") instanceof ArrayNode known ? known : raw.putArray("files");
    if (files.isEmpty()) {
      files.add(file);
    } else {
      files.set(0, file);
    }
    return raw;
  }

  private static void requireMutable(Image image) {
    if (image.activated()) {
      throw new ApiError(
          422, "ImageFilesImmutable", "cannot modify files on activated image " + image.uuid());
    }
  }
}
