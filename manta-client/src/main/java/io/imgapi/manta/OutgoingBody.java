/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** The body of one attempt: counts, hashes, and remembers who failed. */
final class OutgoingBody extends RequestBody {
  private final MantaBody source;
  private final MantaObserver observer;
  private final MessageDigest digest;
  private volatile boolean started;
  private volatile boolean complete;
  private long sent;
  private Throwable callersFailure;
  private IOException networkFailure;

  OutgoingBody(MantaBody source, boolean hashed, MantaObserver observer) {
    this.source = source;
    this.observer = observer;
    this.digest = hashed ? Md5.digest() : null;
  }

  @Override
  public MediaType contentType() {
    // The operation sets the header itself, or leaves it out.
    return null;
  }

  @Override
  public long contentLength() {
    return source.length();
  }

  @Override
  public boolean isOneShot() {
    // Otherwise the HTTP library repeats requests behind our back, also unsafe ones.
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    started = true;
    try {
      source.writeTo(new Meter(sink));
      if (source.length() >= 0 && sent != source.length()) {
        throw new IOException(
            "the body ended after " + sent + " of " + source.length() + " announced bytes");
      }
      complete = true;
    } catch (IOException | RuntimeException | Error e) {
      if (networkFailure != null) {
        throw networkFailure;
      }
      callersFailure = e;
      throw new IOException("the body could not be produced", e);
    }
  }

  /** Whether any of it was asked for. */
  boolean started() {
    return started;
  }

  /** Whether all of it was handed on: before that the server cannot have stored it. */
  boolean complete() {
    return complete;
  }

  long sent() {
    return sent;
  }

  /** What the caller's own code threw; null where it did not. */
  Throwable callersFailure() {
    return callersFailure;
  }

  /** Whether it is hashed while it is sent. */
  boolean isHashed() {
    return digest != null;
  }

  /** MD5 in base64; empty where none was computed. */
  String md5() {
    return digest == null ? "" : Base64.getEncoder().encodeToString(digest.digest());
  }

  private final class Meter extends OutputStream {
    private final BufferedSink sink;

    Meter(BufferedSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      if (source.length() >= 0 && sent + length > source.length()) {
        throw new IOException("the body is longer than the announced " + source.length());
      }
      try {
        sink.write(bytes, offset, length);
      } catch (IOException e) {
        networkFailure = e;
        throw e;
      }
      if (digest != null) {
        digest.update(bytes, offset, length);
      }
      sent += length;
      observer.bytesSent(length);
    }
  }
}
