/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What comes through a tunnel, with the time limits of a socket, which the library's stream lacks.
 * A thread of its own reads ahead a little.
 */
final class TunnelInput extends InputStream {
  private static final int CHUNK = 32 * 1024;
  private static final int CHUNKS = 16;
  private static final byte[] END = new byte[0];

  private final InputStream in;
  private final BlockingQueue<byte[]> ready = new ArrayBlockingQueue<>(CHUNKS);
  private volatile IOException failure;
  private volatile boolean closed;
  private volatile int timeout;
  private byte[] current = new byte[0];
  private int at;
  private boolean ended;

  private TunnelInput(InputStream in) {
    this.in = in;
  }

  /** Begins to read. */
  static TunnelInput start(InputStream in) {
    TunnelInput input = new TunnelInput(in);
    Thread ahead = new Thread(input::readAhead, "tunnel");
    ahead.setDaemon(true);
    ahead.start();
    return input;
  }

  private void readAhead() {
    try {
      byte[] chunk = new byte[CHUNK];
      try {
        for (int n = in.read(chunk); n >= 0 && !closed; n = in.read(chunk)) {
          ready.put(Arrays.copyOf(chunk, n));
        }
      } catch (IOException e) {
        failure = e;
      }
      ready.put(END);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a program that ends.
      Thread.currentThread().interrupt();
    }
  }

  /** How long a read may wait, in milliseconds; 0: for ever. */
  void timeout(int millis) {
    timeout = millis;
  }

  int timeout() {
    return timeout;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == current.length && !ended) {
      next();
    }
    if (closed) {
      throw new SocketException("Socket closed");
    }
    if (ended) {
      if (failure != null) {
        throw new SocketException("the SSH connection was lost: " + failure.getMessage());
      }
      return -1;
    }
    int n = Math.min(length, current.length - at);
    System.arraycopy(current, at, bytes, offset, n);
    at += n;
    return n;
  }

  @SuppressWarnings("ReferenceEquality") // END is a mark, not content
  private void next() throws IOException {
    try {
      byte[] chunk = timeout == 0 ? ready.take() : ready.poll(timeout, TimeUnit.MILLISECONDS);
      if (chunk == null) {
        throw new SocketTimeoutException("Read timed out");
      }
      current = chunk;
      at = 0;
      ended = chunk == END;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  @Override
  public synchronized int available() {
    return current.length - at;
  }

  /** Wakes whoever reads; what was not read is lost. */
  @Override
  public void close() {
    closed = true;
    ready.clear();
    ready.offer(END);
  }
}
