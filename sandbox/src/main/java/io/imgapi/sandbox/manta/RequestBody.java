/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.store.BodySink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Blocker;

/**
 * Reads request bodies. The first read is what sends {@code 100 Continue}, so nothing is read
 * before every check on the head has passed (manta-protocol.md 0, trap 1).
 */
final class RequestBody {

  private static final long DRAIN_LIMIT = 1 << 20;

  private RequestBody() {}

  /**
   * Reads the whole body into a sink.
   *
   * @param limit bytes beyond which the upload is refused
   */
  static void receive(Exchange exchange, BodySink sink, long limit) throws IOException {
    long expected = exchange.contentLength();
    boolean cut = exchange.struck().resets(Fault.Reset.Moment.IN_REQUEST_BODY);
    long cutAt = expected < 0 ? 1 : Math.max(1, expected / 2);
    long flipAt =
        exchange
            .struck()
            .first(Fault.FlippedStore.class)
            .map(fault -> fault.offset() == null ? 0 : fault.offset())
            .orElse(-1L);
    long received = 0;
    if (cut && expected == 0) {
      throw ConnectionDropped.byReset();
    }
    while (true) {
      Content.Chunk chunk = next(exchange);
      try {
        ByteBuffer bytes = chunk.getByteBuffer();
        int length = bytes.remaining();
        if (flipAt >= received && flipAt < received + length) {
          bytes = flipped(bytes, (int) (flipAt - received));
        }
        received += length;
        exchange.context().counters().received(length);
        if (cut && received >= cutAt) {
          throw ConnectionDropped.byReset();
        }
        if (received > limit) {
          throw new MantaError(
              413, "MaxContentLengthExceeded", "request has exceeded " + limit + " bytes");
        }
        if (length > 0) {
          sink.write(bytes);
        }
        if (chunk.isLast()) {
          break;
        }
      } finally {
        chunk.release();
      }
    }
    if (cut) {
      throw ConnectionDropped.byReset();
    }
    exchange.resetIf(Fault.Reset.Moment.AFTER_REQUEST_BODY);
  }

  /** Reads a body that must be small, such as a JSON document. */
  static byte[] receiveSmall(Exchange exchange, int limit, MantaError tooLarge) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var sink = Channels.newChannel(out);
    while (true) {
      Content.Chunk chunk = next(exchange);
      try {
        exchange.context().counters().received(chunk.remaining());
        sink.write(chunk.getByteBuffer());
        if (out.size() > limit) {
          throw tooLarge;
        }
        if (chunk.isLast()) {
          break;
        }
      } finally {
        chunk.release();
      }
    }
    exchange.resetIf(Fault.Reset.Moment.AFTER_REQUEST_BODY);
    return out.toByteArray();
  }

  /** Reads and drops the body of a request that should not have one. */
  static void drop(Exchange exchange) throws IOException {
    if (hasNone(exchange)) {
      return;
    }
    while (true) {
      Content.Chunk chunk = next(exchange);
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        return;
      }
    }
  }

  /**
   * Prepares the connection for an error before the body was read: a client that waits for 100 gets
   * the error and a closed connection, one that is sending is read to its end if that is near.
   */
  static void settleBeforeError(Exchange exchange) {
    if (hasNone(exchange)) {
      return;
    }
    boolean waiting = exchange.requestHeaders().contains(HttpHeader.EXPECT);
    long length = exchange.contentLength();
    if (!waiting && length <= DRAIN_LIMIT && drained(exchange)) {
      return;
    }
    exchange.put(HttpHeader.CONNECTION, "close");
  }

  private static boolean drained(Exchange exchange) {
    long dropped = 0;
    try {
      while (dropped <= DRAIN_LIMIT) {
        Content.Chunk chunk = next(exchange);
        dropped += chunk.remaining();
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
          return true;
        }
      }
      return false;
    } catch (IOException | MantaError | ConnectionDropped broken) {
      return false;
    }
  }

  private static boolean hasNone(Exchange exchange) {
    long length = exchange.contentLength();
    return length == 0
        || (length < 0 && !exchange.requestHeaders().contains(HttpHeader.TRANSFER_ENCODING));
  }

  private static Content.Chunk next(Exchange exchange) throws IOException {
    while (true) {
      Content.Chunk chunk = exchange.request().read();
      if (chunk == null) {
        await(exchange);
      } else if (Content.Chunk.isFailure(chunk)) {
        throw failure(chunk.getFailure());
      } else {
        return chunk;
      }
    }
  }

  private static void await(Exchange exchange) throws IOException {
    EndPoint endPoint = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
    long usual = endPoint.getIdleTimeout();
    endPoint.setIdleTimeout(exchange.context().rules().uploadStall().toMillis());
    try (Blocker.Runnable blocker = Blocker.runnable()) {
      exchange.request().demand(blocker);
      blocker.block();
    } finally {
      endPoint.setIdleTimeout(usual);
    }
  }

  private static RuntimeException failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return new MantaError(
            408,
            "UploadTimeout",
            "request took too long to send data",
            java.util.Map.of("Connection", "close"));
      }
    }
    return new ConnectionDropped(false, failure);
  }

  private static ByteBuffer flipped(ByteBuffer bytes, int at) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    copy.put(at, (byte) (copy.get(at) ^ 1));
    return copy;
  }
}
