/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What others need to know of a key rotation under way: whether the key may change under them.
 *
 * <p>The journal is {@code run/rotate.json}, an object whose {@code state} is one of {@code
 * generated, published, accepted, switched, proven, retired}. From {@code accepted} until it is
 * {@code proven} the configuration and the service change; at rest in another state it stops
 * nothing.
 */
public final class RotationJournal {
  private static final List<String> STATES =
      List.of("generated", "published", "accepted", "switched", "proven", "retired");
  private static final Set<String> CHANGING = Set.of("accepted", "switched");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RotationJournal() {}

  /**
   * Refuses while the key is being switched.
   *
   * @param run directory of the journal
   * @throws ImgapiException {@code LOCKED} while it is, {@code FAILED} where the journal is there
   *     and does not say
   */
  public static void requireKeyAtRest(Path run) {
    Path journal = run.resolve("rotate.json");
    String state = state(journal);
    if (CHANGING.contains(state)) {
      throw ImgapiException.of(
              ExitCode.LOCKED, "the instance's key is being switched, the rotation is: " + state)
          .with("journal", journal.toString())
          .remedy(
              "finish it: imgapi rotate-key --resume, or give it up: imgapi rotate-key --abort");
    }
  }

  /** The state; "retired" where there is no journal. */
  private static String state(Path journal) {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(journal));
    } catch (NoSuchFileException e) {
      return "retired";
    } catch (JsonProcessingException e) {
      throw damaged(journal);
    } catch (IOException e) {
      throw ImgapiException.of(
              ExitCode.FAILED, "the journal of the key rotation cannot be read: " + IoReason.of(e))
          .with("journal", journal.toString())
          .remedy("run this as root")
          .causedBy(e);
    }
    String state = json.path("state").asText().toLowerCase(Locale.ROOT);
    if (!STATES.contains(state)) {
      throw damaged(journal);
    }
    return state;
  }

  private static ImgapiException damaged(Path journal) {
    return ImgapiException.of(ExitCode.FAILED, "the journal of the key rotation is damaged")
        .with("journal", journal.toString())
        .remedy("see how the rotation stands: imgapi status; then: imgapi rotate-key --abort");
  }
}
