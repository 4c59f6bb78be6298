/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.BadAnswerException;
import io.imgapi.manta.error.MantaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Uploads in parts (manta-protocol.md 3.11): at most 800 parts, each but the last at least 5 MiB,
 * no conditions. A deployment without them answers every call with {@link
 * io.imgapi.manta.error.AbsentException}. Thread-safe; parts may be put in parallel.
 */
public final class MantaMultipart {
  /** Most parts of an upload. */
  public static final int MAX_PARTS = 800;

  /** Least size in bytes of every part but the last. */
  public static final long MIN_PART = 5L << 20;

  private final Attempts attempts;
  private final ObjectWrites writes;
  private final MantaPath uploads;
  private final ListingOpener listings;

  /** Opens listings. */
  @FunctionalInterface
  interface ListingOpener {
    MantaListing list(MantaPath directory, ListOptions options);
  }

  MantaMultipart(
      Attempts attempts, ObjectWrites writes, MantaPath account, ListingOpener listings) {
    this.attempts = attempts;
    this.writes = writes;
    this.uploads = account.child("uploads");
    this.listings = listings;
  }

  /**
   * Begins an upload. Repeated by the client where no answer came; that may leave an upload without
   * parts behind, which holds nothing and which the server collects. The parent of {@code target}
   * is only looked at on commit.
   *
   * @param options without condition
   * @param size of the whole object, checked on commit; -1 where not known
   * @throws IllegalArgumentException if there is a condition: Manta would ignore it
   */
  public MultipartUpload create(MantaPath target, PutOptions options, long size) {
    if (!options.condition().isNone()) {
      throw new IllegalArgumentException("uploads in parts cannot be conditional");
    }
    byte[] json = MultipartJson.creation(target, options, size);
    return attempts.perform(
        posting(uploads, json).accepting(201), answer -> MultipartJson.created(answer, target));
  }

  /**
   * Puts a part; a part of the same number is replaced. Repeated by the client if the body is
   * repeatable, and safe to repeat.
   *
   * @param number from 0
   * @throws IOException only from {@code body}
   */
  public MultipartPart put(MultipartUpload upload, int number, MantaBody body) throws IOException {
    if (number < 0 || number >= MAX_PARTS) {
      throw new IllegalArgumentException("parts are numbered from 0 to 799: " + number);
    }
    PutResult result =
        writes.put(upload.directory().child(Integer.toString(number)), body, PutOptions.standard());
    return new MultipartPart(number, result.etag(), result.size());
  }

  /**
   * The parts that are there, by number. Repeated by the client.
   *
   * @throws io.imgapi.manta.error.AbsentException if there is no such upload
   */
  public List<MultipartPart> parts(MultipartUpload upload) {
    Map<Integer, MultipartPart> parts = new TreeMap<>();
    try (MantaListing listing = listings.list(upload.directory(), ListOptions.standard())) {
      while (listing.hasNext()) {
        MantaEntry entry = listing.next();
        if (entry.isObject() && entry.name().matches("\\d{1,3}")) {
          int number = Integer.parseInt(entry.name());
          parts.put(number, new MultipartPart(number, entry.etag(), entry.size()));
        }
      }
    }
    return List.copyOf(parts.values());
  }

  /** Where an upload stands. Repeated by the client. */
  public MultipartState state(MultipartUpload upload) {
    return attempts.perform(
        new Ask("GET", upload.directory().child("state")).accepting(200), MultipartJson::state);
  }

  /**
   * Makes the object out of the parts, in the order of the list; replaces what is there. Repeated
   * by the client and safe to repeat: the same parts again are a success.
   *
   * @param etags of parts 0, 1, ... without a gap
   * @return MD5 of the object in base64, as the server computed it
   * @throws io.imgapi.manta.error.RefusedException if a part is missing, too small or was replaced,
   *     or the upload is done already
   */
  public String commit(MultipartUpload upload, List<String> etags) {
    return attempts.perform(
        posting(upload.directory().child("commit"), MultipartJson.commit(etags)).accepting(201),
        answer -> {
          String md5 = answer.header("Computed-MD5");
          if (md5.isEmpty()) {
            throw new BadAnswerException(
                answer.facts("", "committed, but the answer has no Computed-MD5"), null);
          }
          return md5;
        });
  }

  /**
   * Gives an upload up. Repeated by the client and safe to repeat.
   *
   * @throws io.imgapi.manta.error.RefusedException if it was committed
   */
  public void abort(MultipartUpload upload) {
    attempts.perform(
        posting(upload.directory().child("abort"), new byte[0]).accepting(204), Answer::status);
  }

  /**
   * Uploads a file in parts, one after the other, and commits. Where anything fails the upload is
   * given up and the failure thrown; safe to repeat as a whole.
   *
   * @param partSize bytes of each part but the last, at least {@link #MIN_PART}; made larger where
   *     the file would need more than {@link #MAX_PARTS}
   * @return MD5 of the object in base64, as the server computed it
   * @throws IOException if the file cannot be read or became shorter meanwhile
   */
  public String upload(MantaPath target, Path file, PutOptions options, long partSize)
      throws IOException {
    long size = Files.size(file);
    long part = Math.max(Math.max(partSize, MIN_PART), (size + MAX_PARTS - 1) / MAX_PARTS);
    MultipartUpload upload = create(target, options, size);
    try {
      List<String> etags = new ArrayList<>();
      for (long offset = 0; offset < size; offset += part) {
        MantaBody body = MantaBody.ofSlice(file, offset, Math.min(part, size - offset));
        etags.add(put(upload, etags.size(), body).etag());
      }
      return commit(upload, etags);
    } catch (IOException | RuntimeException e) {
      giveUp(upload, e);
      throw e;
    }
  }

  private void giveUp(MultipartUpload upload, Exception reason) {
    try {
      abort(upload);
    } catch (MantaException e) {
      // The first failure is the one to report; what is left over the server collects in time.
      reason.addSuppressed(e);
    }
  }

  private static Ask posting(MantaPath path, byte[] json) {
    Ask ask = new Ask("POST", path).body(MantaBody.of(json));
    return json.length == 0
        ? ask
        : ask.header("Content-Type", "application/json").header("Content-MD5", Md5.base64(json));
  }
}
