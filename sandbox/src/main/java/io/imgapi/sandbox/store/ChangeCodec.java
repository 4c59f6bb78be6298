/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The byte form of a transaction's changes. */
final class ChangeCodec {

  private static final byte PUT_ENTRY = 1;
  private static final byte REMOVE_ENTRY = 2;
  private static final byte PUT_BODY = 3;
  private static final byte REMOVE_BODY = 4;

  private ChangeCodec() {}

  static void encode(List<Change> changes, ByteWriter out) {
    for (Change change : changes) {
      if (change instanceof Change.PutEntry put) {
        out.putByte(PUT_ENTRY);
        out.putBytes(put.key());
        out.putBytes(put.value());
      } else if (change instanceof Change.RemoveEntry remove) {
        out.putByte(REMOVE_ENTRY);
        out.putBytes(remove.key());
      } else if (change instanceof Change.PutBody put) {
        out.putByte(PUT_BODY);
        out.putLong(put.id());
        out.putBytes(put.bytes());
      } else if (change instanceof Change.RemoveBody remove) {
        out.putByte(REMOVE_BODY);
        out.putLong(remove.id());
      }
    }
  }

  static List<Change> decode(ByteBuffer in) {
    List<Change> changes = new ArrayList<>();
    while (in.hasRemaining()) {
      byte kind = in.get();
      switch (kind) {
        case PUT_ENTRY -> {
          byte[] key = bytes(in);
          changes.add(new Change.PutEntry(key, bytes(in)));
        }
        case REMOVE_ENTRY -> changes.add(new Change.RemoveEntry(bytes(in)));
        case PUT_BODY -> {
          long id = in.getLong();
          changes.add(new Change.PutBody(id, bytes(in)));
        }
        case REMOVE_BODY -> changes.add(new Change.RemoveBody(in.getLong()));
        default -> throw new IllegalStateException("unknown journal record " + kind);
      }
    }
    return changes;
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }
}
