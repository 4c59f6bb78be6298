/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.run.Spool;
import io.imgapi.manta.Condition;
import io.imgapi.manta.MantaBody;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.MantaStat;
import io.imgapi.manta.PutOptions;
import io.imgapi.manta.PutResult;
import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.ConflictException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.manta.error.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.regex.Pattern;

/** Stores an object. Its MD5 goes ahead of it, so Manta refuses anything else. */
record Store(MantaClient client, AccessFailures failures) {
  private static final int HIGHEST = 2;
  private static final Pattern TYPE = Pattern.compile("[\\w.+*-]+/[\\w.+*-]+( *;[ -~]*)?");
  private static final Pattern OTHER_THAN_OBJECT =
      Pattern.compile("type *= *\"?(directory|link)", Pattern.CASE_INSENSITIVE);
  // Manta's answers where a directory has the name already.
  private static final Set<String> DIRECTORY_CODES =
      Set.of("InvalidUpdate", "OperationNotAllowedOnDirectory");

  Stored put(MantaPath path, PutRequest request) {
    check(path, request);
    try {
      if (request.file().isPresent() && Files.isRegularFile(request.file().get())) {
        return proven(path, request, request.file().get());
      }
      return spooled(path, request);
    } catch (IOException e) {
      throw LocalFailures.cannotRead(
          request.file().map(Path::toString).orElse("standard input"), e);
    }
  }

  private void check(MantaPath path, PutRequest request) {
    if (request.path().endsWith("/") || path.depth() <= HIGHEST) {
      throw ImgapiException.of(ExitCode.USAGE, request.path() + " names a directory")
          .remedy("name the object within it: " + path + "/NAME");
    }
    if (request.file().isPresent() && Files.isDirectory(request.file().get())) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, request.file().get() + " is a directory, not a file")
          .remedy("put its files one by one");
    }
    String type = request.contentType();
    if (!type.isEmpty()
        && (!TYPE.matcher(type).matches() || OTHER_THAN_OBJECT.matcher(type).find())) {
      throw ImgapiException.of(ExitCode.USAGE, "an object cannot have the content type " + type)
          .remedy("for example: --content-type application/json");
    }
  }

  /** What can be read only once is kept on disk, so that a broken attempt can be repeated. */
  private Stored spooled(MantaPath path, PutRequest request) throws IOException {
    try (Spool spool = Spool.open()) {
      try (InputStream in =
          request.file().isPresent()
              ? Files.newInputStream(request.file().get())
              : request.input()) {
        keep(in, spool.file());
      }
      return proven(path, request, spool.file());
    }
  }

  private static void keep(InputStream in, Path spool) {
    try {
      Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ImgapiException.of(
              ExitCode.FAILED, "what is to be stored cannot be kept until it is: " + e.getMessage())
          .with("kept in", spool.getParent().toString())
          .remedy("make room there, or put a file")
          .causedBy(e);
    }
  }

  private Stored proven(MantaPath path, PutRequest request, Path file) throws IOException {
    FileDigests digests = FileDigests.read(file);
    PutOptions options =
        PutOptions.standard()
            .contentType(request.contentType())
            .contentMd5(digests.md5().base64())
            .when(request.ifAbsent() ? Condition.ifAbsent() : Condition.none());
    if (request.parents()) {
      client.mkdirp(path.parent());
    }
    try {
      PutResult result = client.put(path, MantaBody.ofSlice(file, 0, digests.size()), options);
      return new Stored(path.toString(), digests.size(), digests.md5(), result.etag());
    } catch (UnreachableException e) {
      return storedAllTheSame(path, digests, e);
    } catch (ConflictException e) {
      throw request.ifAbsent() ? occupied(path, e) : e;
    } catch (RefusedException e) {
      throw DIRECTORY_CODES.contains(e.code()) ? directoryThere(path, e) : failures.explain(e);
    }
  }

  /** The answer to a conditional put is lost: what is there now tells how it ended. */
  private Stored storedAllTheSame(MantaPath path, FileDigests sent, UnreachableException lost) {
    if (!lost.maybeApplied()) {
      throw lost;
    }
    try {
      MantaStat there = client.stat(path);
      if (there.isObject() && there.md5().equals(sent.md5().base64())) {
        return new Stored(path.toString(), sent.size(), sent.md5(), there.etag());
      }
    } catch (AbsentException e) {
      lost.addSuppressed(e);
    }
    throw lost;
  }

  private ImgapiException occupied(MantaPath path, ConflictException e) {
    return failures
        .named(
            ExitCode.REFUSED,
            "there is something at " + path + " already; nothing was stored (--if-absent)",
            e)
        .remedy(
            "look at it: imgapi manta info "
                + AccessFailures.quoted(path.toString())
                + "; to replace it, leave --if-absent out");
  }

  private ImgapiException directoryThere(MantaPath path, RefusedException e) {
    return failures
        .named(ExitCode.FAILED, path + " is a directory; nothing was stored", e)
        .remedy("name the object within it: " + AccessFailures.quoted(path + "/NAME"));
  }
}
