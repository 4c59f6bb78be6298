/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.ObjectEntry;
import io.imgapi.sandbox.store.Tree.NamedEntry;

/** One line of a directory listing; the order of the keys is part of the protocol. */
final class ListingLine {

  private ListingLine() {}

  static void append(JsonText out, NamedEntry child) {
    Entry entry = child.entry();
    out.raw("{\"name\":").string(child.name());
    if (entry instanceof ObjectEntry object) {
      out.raw(",\"etag\":\"").raw(object.etag());
      out.raw("\",\"size\":").number(object.size());
      out.raw(",\"type\":\"object\",\"contentType\":").string(object.contentType());
      String disposition = object.headers().get(StoredHeaders.DISPOSITION);
      if (disposition != null) {
        out.raw(",\"contentDisposition\":").string(disposition);
      }
      out.raw(",\"contentMD5\":\"").raw(object.contentMd5());
      out.raw("\",\"mtime\":").time(object.mtime());
      out.raw(",\"durability\":").number(object.durability());
    } else {
      out.raw(",\"type\":\"directory\",\"mtime\":").time(entry.mtime());
    }
    out.raw("}\n");
  }
}
