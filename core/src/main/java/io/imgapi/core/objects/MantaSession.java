/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.MantaStat;
import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.key.MantaKeyException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One Manta as one account. A path is absolute, {@code /account/stor/...}, or begins with {@code
 * ~~} for the account.
 *
 * <p>Every call throws {@link ImgapiException}: {@code USAGE} for what is no path, {@code FAILED}
 * where nothing is there, {@code AUTH_REFUSED} where Manta does not accept the key or forbids the
 * call, {@code REMOTE_UNAVAILABLE} where it gives no usable answer after some seconds of retries,
 * {@code INTEGRITY} where content or answers are damaged.
 */
public final class MantaSession implements AutoCloseable {
  private final MantaClient client;
  private final Access access;
  private final AccessFailures failures;

  MantaSession(MantaClient client, Access access) {
    this.client = client;
    this.access = access;
    this.failures = new AccessFailures(access);
  }

  /**
   * Lists a directory by name, as a stream; an object lists itself.
   *
   * @param path empty: the instance's backup area, or the account's own storage
   */
  public void list(Optional<String> path, ItemSink sink) {
    MantaPath directory = path(path.or(access::backup).orElse("~~/stor"));
    explaining(
        () -> {
          new Walk(client).list(directory, sink);
          return directory;
        });
  }

  /**
   * The same for a directory that need not be there.
   *
   * @return whether it is; refused and unreachable are failures as ever
   */
  public boolean listIfThere(String path, ItemSink sink) {
    MantaPath directory = path(path);
    return explaining(
        () -> {
          try {
            new Walk(client).list(directory, sink);
            return true;
          } catch (AbsentException e) {
            return false;
          }
        });
  }

  /**
   * Finds what is below a directory, each directory before its content, as a stream.
   *
   * @param gone is told directories that somebody deleted during the search
   */
  public void find(FindRequest request, ItemSink sink, Consumer<String> gone) {
    MantaPath root = path(request.path());
    explaining(
        () -> {
          new Walk(client)
              .below(
                  root,
                  request.maxDepth(),
                  item -> !request.wants(item) || sink.accept(item),
                  gone);
          return root;
        });
  }

  /** Describes an object or directory without reading it. */
  public ItemDetails describe(String path) {
    MantaPath target = path(path);
    MantaStat stat = explaining(() -> client.stat(target));
    return new ItemDetails(
        Item.of(stat), stat.resultSetSize(), stat.contentDisposition(), stat.metadata());
  }

  /**
   * Reads an object to a stream, proven at the end: after a failure, what the stream has is not to
   * be trusted.
   */
  public Fetched get(String path, OutputStream out) {
    MantaPath target = path(path);
    return explaining(() -> new Fetch(client, failures).to(target, out));
  }

  /** Reads an object to a file, which gets its name only with proven content. */
  public Fetched get(String path, Path file) {
    MantaPath target = path(path);
    return explaining(() -> new Fetch(client, failures).to(target, file));
  }

  /**
   * Stores an object, proven by its MD5. Safe to repeat.
   *
   * @throws ImgapiException {@code REFUSED} where something is there that must not be replaced
   */
  public Stored put(PutRequest request) {
    MantaPath target = path(request.path());
    return explaining(() -> new Store(client, failures).put(target, request));
  }

  /**
   * Checks and counts what is to be deleted; deletes nothing yet.
   *
   * @throws ImgapiException {@code REFUSED} for a directory without {@code recursive}, and for what
   *     belongs to the account itself
   */
  public Removal removal(List<String> paths, boolean recursive) {
    List<MantaPath> targets = paths.stream().map(this::path).toList();
    return explaining(
        () ->
            new RemovalPlanner(client, failures, access.backup().map(MantaPath::of))
                .plan(targets, recursive));
  }

  @Override
  public void close() {
    client.close();
  }

  private MantaPath path(String text) {
    try {
      return client.path(text);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(ExitCode.USAGE, "not a path in Manta: " + e.getMessage())
          .remedy("for example: ~~/stor/images0 or /" + access.account() + "/stor/images0");
    }
  }

  private <T> T explaining(Supplier<T> call) {
    try {
      return call.get();
    } catch (MantaException e) {
      throw failures.explain(e);
    } catch (MantaKeyException e) {
      throw failures.explain(e);
    }
  }
}
