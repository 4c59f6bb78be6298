/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.sandbox.store.BodySink;
import io.imgapi.sandbox.store.DirectoryEntry;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.ObjectEntry;
import io.imgapi.sandbox.store.OpenBody;
import io.imgapi.sandbox.store.TreePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an object of the parts of an upload; repeating it with the same parts is harmless. */
final class CommitUpload implements Operation {

  private static final int LARGEST_BODY = 500_000;
  private static final int MOST_PARTS = 800;

  private final UploadJson json;

  CommitUpload(UploadJson json) {
    this.json = json;
  }

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    JsonNode body =
        json.read(
            RequestBody.receiveSmall(
                exchange, LARGEST_BODY, UploadJson.invalid("the request body is too large")));
    List<String> etags = etags(body.path("parts"));
    UploadRecord record = json.record(target.entry().orElseThrow(), exchange);
    String summary = md5(String.join("", etags));
    if (record.isOver()) {
      if (record.wasAborted() || !summary.equals(record.partsMD5Summary())) {
        throw UploadJson.wrongState(record);
      }
      TreePath path = new TreePath(record.targetObject());
      Optional<Entry> object = exchange.context().tree().find(path);
      String md5 = object.orElse(null) instanceof ObjectEntry entry ? entry.contentMd5() : summary;
      answer(exchange, record, md5);
      return;
    }
    try (BodySink sink = exchange.context().tree().bodies().receive()) {
      join(exchange, target.path(), etags, sink);
      check(record, sink);
      commit(exchange, target.path(), record, summary, sink);
      answer(exchange, record, sink.md5());
    }
  }

  private static List<String> etags(JsonNode parts) {
    if (!parts.isArray() || parts.size() > MOST_PARTS) {
      throw UploadJson.invalid("parts must be an array of " + MOST_PARTS + " etags at most");
    }
    List<String> etags = new ArrayList<>();
    for (JsonNode part : parts) {
      if (!part.isTextual()) {
        throw UploadJson.invalid("parts must be etags");
      }
      etags.add(part.asText());
    }
    return etags;
  }

  private static void join(Exchange exchange, TreePath directory, List<String> etags, BodySink sink)
      throws IOException {
    MantaContext context = exchange.context();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
    for (int i = 0; i < etags.size(); i++) {
      Optional<Entry> entry = context.tree().find(directory.child(Integer.toString(i)));
      if (!(entry.orElse(null) instanceof ObjectEntry part) || !part.etag().equals(etags.get(i))) {
        throw UploadJson.invalid("[part " + i + "] part was not uploaded or its etag differs");
      }
      if (i < etags.size() - 1 && part.size() < context.rules().smallestPart()) {
        throw UploadJson.invalid(
            "[part "
                + i
                + "] part is too small: parts must be at least "
                + context.rules().smallestPart()
                + " bytes, except for the last");
      }
      try (OpenBody body =
          context
              .tree()
              .bodies()
              .open(part.body())
              .orElseThrow(() -> MantaError.concurrent(exchange.cleanPath()))) {
        long at = 0;
        while (at < part.size()) {
          at += body.read(at, buffer.clear());
          sink.write(buffer.flip());
        }
      }
    }
  }

  private static void check(UploadRecord record, BodySink sink) {
    Object length = record.headers().get("content-length");
    if (length instanceof Number number && number.longValue() != sink.size()) {
      throw UploadJson.invalid(
          "content-length is " + number + " but the parts have " + sink.size() + " bytes");
    }
    Object md5 = record.headers().get("content-md5");
    if (md5 != null && !md5.equals(sink.md5())) {
      throw UploadJson.invalid("content-md5 is " + md5 + " but the parts have " + sink.md5());
    }
  }

  private void commit(
      Exchange exchange, TreePath upload, UploadRecord record, String summary, BodySink sink) {
    TreePath path = new TreePath(record.targetObject());
    if (Target.isRoot(path)) {
      throw MantaError.rootDirectory("PUT", path.text());
    }
    long now = exchange.now().toEpochMilli();
    String etag = exchange.context().uuids().get().toString();
    String md5 = sink.md5();
    Races.strike(exchange);
    exchange
        .context()
        .tree()
        .write(
            change -> {
              Entry current =
                  change.find(upload).orElseThrow(() -> MantaError.notFound(exchange.cleanPath()));
              if (json.record(current, exchange).isOver()) {
                throw MantaError.concurrent(exchange.cleanPath());
              }
              Optional<Entry> existing = change.find(path);
              if (existing.orElse(null) instanceof DirectoryEntry) {
                throw MantaError.badRequest(
                    "OperationNotAllowedOnDirectory", "PUT is not allowed on directory " + path);
              }
              checkParent(exchange, change.find(path.parent().orElseThrow()), path);
              change.put(
                  path,
                  new ObjectEntry(
                      change.nextVersion(),
                      now,
                      etag,
                      sink.size(),
                      type(record),
                      md5,
                      sink.size() == 0 ? 0 : record.numCopies(),
                      change.adopt(sink),
                      stored(record)));
              change.put(
                  upload,
                  new DirectoryEntry(
                      change.nextVersion(),
                      current.mtime(),
                      current.headers(),
                      Optional.of(json.text(record.committed(summary)))));
              return null;
            });
  }

  private static void checkParent(Exchange exchange, Optional<Entry> parent, TreePath path) {
    TreePath above = path.parent().orElseThrow();
    if (Target.isRoot(above)) {
      return;
    }
    if (parent.isEmpty()) {
      throw MantaError.noParent(above.text());
    }
    if (!(parent.get() instanceof DirectoryEntry)) {
      throw MantaError.parentNotDirectory(above.text());
    }
    if (exchange.context().tree().childCount(above)
        > exchange.context().rules().largestDirectory()) {
      throw MantaError.conflict("DirectoryLimitExceeded", above + " has too many entries");
    }
  }

  private static String type(UploadRecord record) {
    Object type = record.headers().get("content-type");
    return type == null ? ContentTypes.BINARY : ContentTypes.tidy(type.toString());
  }

  private static Map<String, String> stored(UploadRecord record) {
    Map<String, String> stored = new LinkedHashMap<>();
    record
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("m-") || name.equals(StoredHeaders.DISPOSITION)) {
                stored.put(name, value.toString());
              }
            });
    return stored;
  }

  private static void answer(Exchange exchange, UploadRecord record, String md5) {
    exchange.put("Location", record.targetObject());
    exchange.put("Computed-MD5", md5);
    exchange.put("Content-Length", "0");
    exchange.response().getHeaders().remove("Last-Modified");
    Answer.empty(exchange, 201);
  }

  private static String md5(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
