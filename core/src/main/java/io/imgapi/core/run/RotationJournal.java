/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a key rotation under way wrote down of itself ({@code run/rotate.json}); no secret is in it.
 *
 * @param state what was reached
 * @param token of this rotation: another one has another
 * @param oldKey {@code manta.key} as the configuration had it
 * @param oldKeyId {@code manta.keyId} as the configuration had it
 * @param newKey what {@code manta.key} becomes
 * @param newKeyId what {@code manta.keyId} becomes, {@code SHA256:...}
 * @param publicBefore metadata {@code instPubKey} before; empty where there was none
 * @param started when this rotation began
 * @param since when the state was reached
 */
public record RotationJournal(
    State state,
    String token,
    String oldKey,
    String oldKeyId,
    String newKey,
    String newKeyId,
    Optional<String> publicBefore,
    Instant started,
    Instant since) {
  /** Name of the file in {@code run/}. */
  public static final String FILE = "rotate.json";

  private static final String SCHEMA = "imgapi/rotation/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was reached; each is told from the journal alone. */
  public enum State {
    /** A new pair is staged, or is about to be; nobody knows of it. */
    GENERATED,
    /** Metadata {@code instPubKeyNext} names it, for who puts it on the account. */
    PUBLISHED,
    /** Manta accepts it, and no backup or log upload may run. */
    ACCEPTED,
    /** The configuration and {@code instPubKey} name it; the service may still use the old one. */
    SWITCHED,
    /** The service uses it. */
    PROVEN,
    /** The old pair is put away; there is no journal any more. */
    RETIRED;

    /** The word that the journal and an operator have for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether configuration and service may change at any moment. */
    public boolean isSwitching() {
      return this == ACCEPTED || this == SWITCHED;
    }
  }

  /** The same rotation in another state. */
  public RotationJournal in(State reached, Instant now) {
    return new RotationJournal(
        reached, token, oldKey, oldKeyId, newKey, newKeyId, publicBefore, started, now);
  }

  /** The same rotation, begun anew with another pair. */
  public RotationJournal withKey(String key, String keyId, Instant now) {
    return new RotationJournal(
        State.GENERATED, token, oldKey, oldKeyId, key, keyId, publicBefore, started, now);
  }

  /** The journal's content. */
  public byte[] toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA).put("state", state.word()).put("token", token);
    json.put("oldKey", oldKey).put("oldKeyId", oldKeyId);
    json.put("newKey", newKey).put("newKeyId", newKeyId);
    publicBefore.ifPresent(line -> json.put("publicBefore", line));
    json.put("started", started.toString()).put("since", since.toString());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a journal's content.
   *
   * @param file what messages call it
   * @return empty for no content at all: its creation was broken off, and nothing had begun
   * @throws ImgapiException {@code FAILED} where it is damaged
   */
  public static Optional<RotationJournal> parse(Path file, byte[] content) {
    if (content.length == 0) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(content);
      RecordFormat.require(json, SCHEMA, file);
      return Optional.of(
          new RotationJournal(
              State.valueOf(text(json, "state").toUpperCase(Locale.ROOT)),
              text(json, "token"),
              text(json, "oldKey"),
              text(json, "oldKeyId"),
              text(json, "newKey"),
              text(json, "newKeyId"),
              Optional.ofNullable(json.path("publicBefore").textValue()),
              Instant.parse(text(json, "started")),
              Instant.parse(text(json, "since"))));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw damaged(file, e);
    }
  }

  private static String text(JsonNode json, String key) {
    String text = json.path(key).asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("there is no " + key);
    }
    return text;
  }

  /**
   * Refuses while the instance's key is being switched; a rotation that rests elsewhere stops
   * nothing.
   *
   * @param run directory of the journal
   * @throws ImgapiException {@code LOCKED} while it is, {@code FAILED} where the journal is there
   *     and does not say
   */
  public static void requireKeyAtRest(Path run) {
    Path file = run.resolve(FILE);
    try {
      byte[] content = Files.readAllBytes(file);
      if (content.length > 0 && state(file, content).isSwitching()) {
        throw ImgapiException.of(ExitCode.LOCKED, "the instance's key is being switched")
            .with("journal", file.toString())
            .with("state", state(file, content).word())
            .remedy(
                "if no imgapi rotate-key runs, finish it: imgapi rotate-key --resume, or give it"
                    + " up: imgapi rotate-key --abort");
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw ImgapiException.of(
              ExitCode.FAILED, "the journal of the key rotation cannot be read: " + IoReason.of(e))
          .with("journal", file.toString())
          .remedy("run this as root")
          .causedBy(e);
    }
  }

  /** The state alone: all that others need to know. */
  private static State state(Path file, byte[] content) {
    try {
      JsonNode json = JSON.readTree(content);
      RecordFormat.require(json, SCHEMA, file);
      return State.valueOf(text(json, "state").toUpperCase(Locale.ROOT));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(file, e);
    }
  }

  private static ImgapiException damaged(Path file, Exception cause) {
    return ImgapiException.of(ExitCode.FAILED, "the journal of the key rotation is damaged")
        .with("journal", file.toString())
        .remedy(
            "compare manta.key of the configuration with the keys in its directory, correct it"
                + " where it names one that is not there, then move the journal away")
        .causedBy(cause);
  }
}
