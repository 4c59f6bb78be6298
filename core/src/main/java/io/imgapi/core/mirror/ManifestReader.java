/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.manifest.ManifestFormatException;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Reads manifests from the local tree without ever taking a torn one for whole: the server writes
 * them in place, so a read may meet half of one; then it is read again after a moment.
 */
public final class ManifestReader {
  private static final int ATTEMPTS = 4;
  private static final Duration MOMENT = Duration.ofMillis(250);
  private static final long LARGEST = 16L << 20;
  private final Sleeper sleeper;

  public ManifestReader(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /** What a read found. */
  public sealed interface Reading {}

  /** A whole manifest. Readings are passed on, never compared, so the array does no harm. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Whole(ImageManifest facts, byte[] bytes, Md5 md5) implements Reading {}

  /** There is no such file. */
  public record Gone() implements Reading {}

  /** It is there, but is not a whole manifest or cannot be read; {@code reason} says why. */
  public record Unreadable(String reason) implements Reading {}

  /** Reads the manifest of an image. */
  public Reading read(Path file, UUID uuid) {
    String reason = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) {
        sleeper.pause(MOMENT);
      }
      try {
        if (Files.size(file) > LARGEST) {
          return new Unreadable("it is larger than any manifest (" + Files.size(file) + " bytes)");
        }
        byte[] bytes = Files.readAllBytes(file);
        return new Whole(ManifestParser.parse(uuid, bytes), bytes, Md5.of(bytes));
      } catch (NoSuchFileException e) {
        return new Gone();
      } catch (ManifestFormatException e) {
        reason = e.getMessage();
      } catch (IOException e) {
        reason = "it cannot be read: " + e;
      }
    }
    return new Unreadable(reason);
  }
}
