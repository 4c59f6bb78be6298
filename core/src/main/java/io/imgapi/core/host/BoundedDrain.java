/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream to its end in a thread of its own and keeps the beginning, so that a talkative
 * command neither blocks nor fills the memory.
 */
public final class BoundedDrain implements Runnable {
  private static final int KEPT = 1 << 20;
  private static final int CHUNK = 8192;

  private final InputStream in;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread thread = new Thread(this, "drain");

  private BoundedDrain(InputStream in) {
    this.in = in;
  }

  /** Begins to read; the thread is a daemon. */
  public static BoundedDrain start(InputStream in) {
    BoundedDrain drain = new BoundedDrain(in);
    drain.thread.setDaemon(true);
    drain.thread.start();
    return drain;
  }

  @Override
  public void run() {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        keep(chunk, n);
      }
    } catch (IOException e) {
      // The process was killed and its pipes closed under us: what we have is all there is.
      return;
    }
  }

  private synchronized void keep(byte[] chunk, int n) {
    kept.write(chunk, 0, Math.min(n, KEPT - kept.size()));
  }

  /** What was read until the end of the stream, or until so much time has passed. */
  public String text(long millis) throws InterruptedException {
    thread.join(millis);
    synchronized (this) {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
