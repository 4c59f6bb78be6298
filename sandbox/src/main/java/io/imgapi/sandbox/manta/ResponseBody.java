/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.store.OpenBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.RetainableByteBuffer;

/** Sends the bytes of objects, damaged where a fault asks for it. */
final class ResponseBody {

  private static final int PIECE = 128 * 1024;

  private ResponseBody() {}

  static void send(Exchange exchange, int status, OpenBody body, long from, long length)
      throws IOException {
    exchange.put(HttpHeader.CONTENT_LENGTH, Long.toString(length));
    boolean reset = exchange.struck().resets(Fault.Reset.Moment.IN_RESPONSE_BODY);
    long end = end(exchange, reset, length);
    long flipAt = flipAt(exchange, length);
    Answer.head(exchange, status);
    if (end == length && length <= PIECE && flipAt < 0) {
      whole(exchange, body, from, (int) length);
      return;
    }
    RetainableByteBuffer.Mutable pooled =
        exchange.request().getComponents().getByteBufferPool().acquire(PIECE, true);
    try {
      ByteBuffer piece = pooled.getByteBuffer();
      long sent = 0;
      while (sent < end) {
        piece.clear();
        piece.limit((int) Math.min(piece.capacity(), end - sent));
        int read = body.read(from + sent, piece);
        if (read == 0) {
          throw ConnectionDropped.byClose();
        }
        piece.flip();
        if (flipAt >= sent && flipAt < sent + read) {
          int at = (int) (flipAt - sent);
          piece.put(at, (byte) (piece.get(at) ^ 1));
        }
        sent += read;
        Answer.piece(exchange, piece);
      }
    } finally {
      pooled.release();
    }
    if (end < length) {
      throw reset ? ConnectionDropped.byReset() : ConnectionDropped.byClose();
    }
    Answer.end(exchange);
  }

  private static void whole(Exchange exchange, OpenBody body, long from, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    if (body.read(from, bytes) < length) {
      throw ConnectionDropped.byClose();
    }
    exchange.context().counters().sent(length);
    exchange.response().write(true, bytes.flip(), exchange.callback());
  }

  private static long end(Exchange exchange, boolean reset, long length) {
    Optional<Fault.TruncatedResponse> cut = exchange.struck().first(Fault.TruncatedResponse.class);
    if (cut.isPresent() && cut.get().afterBytes() != null) {
      return Math.min(length, cut.get().afterBytes());
    }
    return cut.isPresent() || reset ? length / 2 : length;
  }

  private static long flipAt(Exchange exchange, long length) {
    Optional<Fault.FlippedResponse> flip = exchange.struck().first(Fault.FlippedResponse.class);
    if (flip.isEmpty() || length == 0) {
      return -1;
    }
    Long offset = flip.get().offset();
    return offset == null
        ? exchange.context().faults().randomBelow(length)
        : Math.min(offset, length - 1);
  }
}
