/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The byte form of an {@link Entry} in the index and in the journal. */
final class EntryCodec {

  private static final byte DIRECTORY = 1;
  private static final byte OBJECT = 2;

  private EntryCodec() {}

  static byte[] encode(Entry entry) {
    ByteWriter out = new ByteWriter(192);
    if (entry instanceof ObjectEntry object) {
      out.putByte(OBJECT);
      out.putLong(object.version());
      out.putLong(object.mtime());
      UUID etag = UUID.fromString(object.etag());
      out.putLong(etag.getMostSignificantBits());
      out.putLong(etag.getLeastSignificantBits());
      out.putLong(object.size());
      out.putByte(object.body().kind().code());
      out.putLong(object.body().id());
      out.putInt(object.durability());
      out.putString(object.contentType());
      out.putString(object.contentMd5());
    } else if (entry instanceof DirectoryEntry directory) {
      out.putByte(DIRECTORY);
      out.putLong(directory.version());
      out.putLong(directory.mtime());
      out.putString(directory.upload().orElse(""));
    }
    out.putInt(entry.headers().size());
    entry
        .headers()
        .forEach(
            (name, value) -> {
              out.putString(name);
              out.putString(value);
            });
    return out.toBytes();
  }

  static Entry decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte type = in.get();
    long version = in.getLong();
    long mtime = in.getLong();
    if (type == DIRECTORY) {
      String upload = string(in);
      return new DirectoryEntry(
          version, mtime, headers(in), upload.isEmpty() ? Optional.empty() : Optional.of(upload));
    }
    String etag = new UUID(in.getLong(), in.getLong()).toString();
    long size = in.getLong();
    BodyRef.Kind kind = BodyRef.Kind.ofCode(in.get());
    long id = in.getLong();
    BodyRef body = kind == BodyRef.Kind.EMPTY ? BodyRef.EMPTY : new BodyRef(kind, id);
    int durability = in.getInt();
    String contentType = string(in);
    String contentMd5 = string(in);
    return new ObjectEntry(
        version, mtime, etag, size, contentType, contentMd5, durability, body, headers(in));
  }

  private static Map<String, String> headers(ByteBuffer in) {
    int count = in.getInt();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = string(in);
      headers.put(name, string(in));
    }
    return Collections.unmodifiableMap(headers);
  }

  private static String string(ByteBuffer in) {
    int length = in.getInt();
    String text = new String(in.array(), in.arrayOffset() + in.position(), length, UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
