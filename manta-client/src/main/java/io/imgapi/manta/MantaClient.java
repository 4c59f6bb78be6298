/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A client of one Manta, as one account. Thread-safe; make one and share it. Requests run on the
 * calling thread, and none of the client's own threads keeps the program alive.
 *
 * <p>Every operation throws {@link io.imgapi.manta.error.MantaException} with one of its types:
 * absent, refused, conflict, throttled, unreachable, corrupt, clock, full, bad answer, stopped. It
 * is thrown after the repeats that the {@link RetryPolicy} allows. Repeated are connection loss,
 * time-outs, 408, 500, 502, 503, 504 - for an operation described as repeated - and, for every
 * operation, what provably had no effect: a connection that was never made, a request that was
 * throttled, a body that was not sent whole. Unconditional writes are also repeated after 409
 * {@code ConcurrentRequest}.
 *
 * <p>A key that cannot sign at the moment (an agent that went away) is a {@link
 * io.imgapi.manta.key.MantaKeyException} from any of them. An interrupted thread gets {@link
 * io.imgapi.manta.error.StoppedException}.
 */
public final class MantaClient implements Closeable {
  private final String account;
  private final Transport transport;
  private final Attempts attempts;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Directories directories;
  private final MantaMultipart multipart;
  private final UrlSigner urls;

  MantaClient(
      String account, Transport transport, Attempts attempts, long expectFrom, UrlSigner urls) {
    this.account = account;
    this.transport = transport;
    this.attempts = attempts;
    this.urls = urls;
    this.reads = new ObjectReads(attempts);
    this.writes = new ObjectWrites(attempts, expectFrom);
    this.directories = new Directories(attempts, reads);
    this.multipart = new MantaMultipart(attempts, writes, MantaPath.of("/" + account), this::list);
  }

  /** Starts describing a client. */
  public static MantaClientBuilder builder() {
    return new MantaClientBuilder();
  }

  /** The account whose paths {@code ~~} stands for. */
  public String account() {
    return account;
  }

  /**
   * A path, in which a leading {@code ~~} stands for the account.
   *
   * @throws IllegalArgumentException if it is no path, see {@link MantaPath}
   */
  public MantaPath path(String text) {
    return MantaPath.of(text, account);
  }

  /**
   * What a path names (HEAD). Repeated by the client. Where the server refuses, a GET of the same
   * path is made to learn why, because the answer to a HEAD cannot say.
   *
   * @throws io.imgapi.manta.error.AbsentException if nothing is there; never an empty result
   */
  public MantaStat stat(MantaPath path) {
    return reads.stat(path, Condition.none());
  }

  /**
   * What a path names, if the condition holds. Repeated by the client.
   *
   * @throws io.imgapi.manta.error.ConflictException if it does not hold - also where nothing is
   *     there
   */
  public MantaStat stat(MantaPath path, Condition condition) {
    return reads.stat(path, condition);
  }

  /** Reads a whole object, resuming and checking; as {@link #get(MantaPath, GetOptions)}. */
  public MantaDownload get(MantaPath path) {
    return reads.get(path, GetOptions.standard());
  }

  /**
   * Opens an object for reading. Repeated by the client, and its body continued where it breaks.
   * The caller must close the result.
   *
   * @throws io.imgapi.manta.error.AbsentException if nothing is there
   * @throws io.imgapi.manta.error.ConflictException if the condition does not hold
   * @throws io.imgapi.manta.error.RefusedException code {@code NotAnObject} if it is a directory,
   *     code {@code RangeNotSatisfiable} if the object is shorter than the offset. An offset that
   *     is exactly its size gives an empty download
   */
  public MantaDownload get(MantaPath path, GetOptions options) {
    return reads.get(path, options);
  }

  /**
   * A whole small object, checked. Repeated by the client.
   *
   * @param max most bytes expected
   * @throws io.imgapi.manta.error.RefusedException if it is larger
   */
  public byte[] getBytes(MantaPath path, int max) {
    return reads.bytes(path, max);
  }

  /**
   * Stores bytes. Content-MD5 is sent with them, so that nothing damaged is ever stored.
   *
   * <p>Unconditional: repeated by the client. Conditional: repeated only after attempts that
   * provably had no effect; else {@code UnreachableException} with {@code maybeApplied()}, and the
   * caller looks with {@link #stat} whether it was stored.
   *
   * @throws io.imgapi.manta.error.AbsentException if the parent directory is missing ({@code
   *     parentMissing()})
   * @throws io.imgapi.manta.error.ConflictException if the condition does not hold
   */
  public PutResult put(MantaPath path, byte[] bytes, PutOptions options) {
    return writes.put(path, bytes, options);
  }

  /** Stores a file; as {@link #put(MantaPath, MantaBody, PutOptions)}. */
  public PutResult put(MantaPath path, Path file, PutOptions options) throws IOException {
    return writes.put(path, MantaBody.of(file), options);
  }

  /**
   * Stores what a body writes. Without {@code contentMd5} in the options the MD5 is computed while
   * sending and compared with the server's afterwards.
   *
   * <p>Repeated as for bytes, but a body that is not repeatable is written at most once. Whatever
   * the body throws - also to call the put off at the last block - drops the connection, so nothing
   * is stored, and is thrown on unchanged.
   *
   * @throws IOException only from {@code body}; Manta's failures are never one
   * @throws io.imgapi.manta.error.CorruptException if something else arrived than was sent: with an
   *     etag it is stored, delete it with {@code Condition.ifMatch(etag)}
   */
  public PutResult put(MantaPath path, MantaBody body, PutOptions options) throws IOException {
    return writes.put(path, body, options);
  }

  /**
   * Replaces the {@code m-*} headers of an object or directory; the etag stays. Repeated by the
   * client.
   *
   * @param contentType empty leaves it as it is
   * @return the etag; empty for a directory
   * @throws io.imgapi.manta.error.AbsentException if nothing is there
   */
  public String putMetadata(MantaPath path, String contentType, Map<String, String> metadata) {
    return writes.putMetadata(path, contentType, metadata, Condition.none());
  }

  /** The same, conditional: repeated only after attempts that provably had no effect. */
  public String putMetadata(
      MantaPath path, String contentType, Map<String, String> metadata, Condition condition) {
    return writes.putMetadata(path, contentType, metadata, condition);
  }

  /**
   * Deletes an object or an empty directory. Repeated by the client; a 404 after an attempt that
   * got no answer counts as done.
   *
   * @throws io.imgapi.manta.error.AbsentException if nothing was there from the start
   * @throws io.imgapi.manta.error.RefusedException code {@code DirectoryNotEmpty}
   */
  public DeleteResult delete(MantaPath path) {
    return writes.delete(path, Condition.none());
  }

  /**
   * Deletes an object if the condition holds. Repeated only after attempts that provably had no
   * effect; else {@code UnreachableException} with {@code maybeApplied()}. Directories ignore the
   * condition.
   *
   * @throws io.imgapi.manta.error.ConflictException if it does not hold
   */
  public DeleteResult delete(MantaPath path, Condition condition) {
    return writes.delete(path, condition);
  }

  /**
   * Makes a directory. Repeated by the client.
   *
   * <p><b>An object at this path is silently replaced by the directory</b> (manta-protocol.md 3.1);
   * {@link #mkdirp} looks first.
   *
   * @throws io.imgapi.manta.error.AbsentException if the parent directory is missing
   */
  public MkdirResult mkdir(MantaPath path) {
    return directories.mkdir(path);
  }

  /**
   * Makes a directory and those above it that are missing. Looks upwards from the path for what is
   * there, then makes the rest in order; somebody else doing the same at the same moment does no
   * harm. Repeated by the client.
   *
   * @return directories that this call made; 0 where all were there
   * @throws io.imgapi.manta.error.RefusedException code {@code NotADirectory} if an object is in
   *     the way
   */
  public int mkdirp(MantaPath path) {
    return directories.mkdirp(path);
  }

  /** Lists a whole directory by name; as {@link #list(MantaPath, ListOptions)}. */
  public MantaListing list(MantaPath directory) {
    return list(directory, ListOptions.standard());
  }

  /**
   * Lists a directory. The first page is read before this returns. Repeated by the client, page by
   * page.
   *
   * @throws io.imgapi.manta.error.AbsentException if it is not there
   * @throws io.imgapi.manta.error.RefusedException code {@code NotADirectory} if it is an object
   * @throws io.imgapi.manta.error.BadAnswerException for malformed entries, endless lines, or a
   *     listing that goes round in circles
   */
  public MantaListing list(MantaPath directory, ListOptions options) {
    return new MantaListing(attempts, directory, options);
  }

  /** Uploads in parts. */
  public MantaMultipart multipart() {
    return multipart;
  }

  /**
   * A URL that anybody can use until it expires. Made locally, no request.
   *
   * @param methods for example {@code GET}
   * @param expires seconds matter, fractions are cut off
   * @param query more parameters, which are signed too
   * @throws IllegalStateException for a client without a key
   */
  public URI signUrl(
      MantaPath path, Set<String> methods, Instant expires, Map<String, String> query) {
    if (urls == null) {
      throw new IllegalStateException("a client without a key cannot sign URLs");
    }
    return urls.sign(path, methods, expires, query);
  }

  /**
   * Ends requests that are running with {@link io.imgapi.manta.error.StoppedException} and lets all
   * connections go. Later calls are {@link IllegalStateException}.
   */
  @Override
  public void close() {
    transport.close();
  }
}
