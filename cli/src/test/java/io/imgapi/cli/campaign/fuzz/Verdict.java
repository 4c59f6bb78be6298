/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.imgapi.core.archive.HostileArchiveException;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.manifest.ManifestFormatException;
import io.imgapi.core.snapshot.SnapshotFormatException;
import io.imgapi.core.store.StoreException;
import io.imgapi.triton.TritonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Whether what came out of an input is as it should be. */
final class Verdict {
  private static final Set<Class<?>> OWN =
      Set.of(
          ImgapiException.class,
          ManifestFormatException.class,
          HostileArchiveException.class,
          SnapshotFormatException.class,
          StoreException.class,
          TritonException.class,
          MissingParameterException.class,
          MutuallyExclusiveArgsException.class,
          OverwrittenOptionException.class,
          ParameterException.class,
          UnmatchedArgumentException.class);

  /** What no message may repeat, wherever it stands in an input. */
  static final String SECRET = "pLaNtEdSeCrEt";

  private static final int KEY_LINE = 40;

  private Verdict() {}

  /** What is wrong with a failure; empty where it is one of the program's own, and well told. */
  static Optional<String> on(Throwable failure, byte[] input) {
    boolean own = OWN.contains(failure.getClass()) || isPlainReading(failure);
    if (!own) {
      return Optional.of("an exception that is none of the program's own");
    }
    String message = String.valueOf(failure.getMessage());
    if (failure.getMessage() == null || message.isBlank()) {
      return Optional.of("a failure without a message");
    }
    return leak(message, input);
  }

  /** An {@code IOException} with a message of ours is how readers of streams refuse. */
  private static boolean isPlainReading(Throwable failure) {
    return failure instanceof IOException
        && !(failure instanceof JsonProcessingException)
        && failure.getMessage() != null;
  }

  /** Whether a text repeats a secret of the input. */
  static Optional<String> leak(String said, byte[] input) {
    if (said.contains(SECRET)) {
      return Optional.of("a secret is repeated");
    }
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int key = text.indexOf("PRIVATE KEY-----\n");
    if (key >= 0 && text.length() > key + 20 + KEY_LINE) {
      String line = text.substring(key + 17, key + 17 + KEY_LINE);
      if (line.matches("[A-Za-z0-9+/]+") && said.contains(line)) {
        return Optional.of("a private key is repeated");
      }
    }
    return Optional.empty();
  }
}
