/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.util.Map;

/**
 * An object.
 *
 * @param version see {@link Entry#version()}
 * @param mtime milliseconds since the epoch
 * @param etag the raw uuid of the content
 * @param size bytes
 * @param contentType as stored
 * @param contentMd5 base64 of the MD5 of the content
 * @param durability number of copies; 0 for an empty object
 * @param body where the bytes are
 * @param headers stored headers, among them {@code content-disposition}
 */
public record ObjectEntry(
    long version,
    long mtime,
    String etag,
    long size,
    String contentType,
    String contentMd5,
    int durability,
    BodyRef body,
    Map<String, String> headers)
    implements Entry {

  /** Returns the same content under other metadata. */
  public ObjectEntry withMetadata(
      long newVersion, long newMtime, String newContentType, Map<String, String> newHeaders) {
    return new ObjectEntry(
        newVersion, newMtime, etag, size, newContentType, contentMd5, durability, body, newHeaders);
  }
}
