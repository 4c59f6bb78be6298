/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instancekey.PublicHalf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The seven values of the imgapi service's metadata that tell it of its Manta (operator-scripts.md
 * 10.3). One of them is a private key.
 */
final class MantaFields {
  static final String URL = "IMGAPI_MANTA_URL";
  static final String USER = "IMGAPI_MANTA_USER";
  static final String INSECURE = "IMGAPI_MANTA_INSECURE";
  static final String REMOTE = "IMGAPI_MANTA_REMOTE";
  static final String PUBLIC_KEY = "IMGAPI_PUBLIC_KEY";
  static final String PRIVATE_KEY = "IMGAPI_PRIVATE_KEY";
  static final String KEY_ID = "IMGAPI_KEY_ID";
  static final List<String> NAMES =
      List.of(URL, USER, INSECURE, REMOTE, PUBLIC_KEY, PRIVATE_KEY, KEY_ID);
  private static final String DIRECTORY = "STORAGE_MANTA_BASEDIR";

  private final ObjectNode values;

  private MantaFields(ObjectNode values) {
    this.values = values;
  }

  /** Those of a service's metadata, or of a file that they were kept in. */
  static MantaFields in(JsonNode metadata) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (String name : NAMES) {
      if (metadata.hasNonNull(name)) {
        values.set(name, metadata.get(name));
      }
    }
    return new MantaFields(values);
  }

  /** How a Manta is reached; the key comes with {@link #withKey}. */
  static MantaFields of(String url, String user, boolean insecure, boolean remote) {
    return new MantaFields(
        JsonNodeFactory.instance
            .objectNode()
            .put(URL, url)
            .put(USER, user)
            .put(INSECURE, insecure)
            .put(REMOTE, remote));
  }

  /** The same with a pair. */
  MantaFields withKey(String privateText, PublicHalf half) {
    ObjectNode more = values.deepCopy();
    more.put(PUBLIC_KEY, half.line())
        .put(PRIVATE_KEY, privateText.strip())
        .put(KEY_ID, half.sha256());
    return new MantaFields(more);
  }

  /** The same with another's pair, as it is written there. */
  MantaFields withKeyOf(MantaFields other) {
    ObjectNode more = values.deepCopy();
    for (String name : List.of(PUBLIC_KEY, PRIVATE_KEY, KEY_ID)) {
      other.text(name).ifPresent(text -> more.put(name, text));
    }
    return new MantaFields(more);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name))
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  /** What may be shown of the private key; empty where there is none that can be used. */
  Optional<PublicHalf> key() {
    try {
      return text(PRIVATE_KEY).map(text -> PublicHalf.of(text, comment()));
    } catch (ImgapiException e) {
      return Optional.empty();
    }
  }

  private String comment() {
    String[] words = text(PUBLIC_KEY).orElse("").strip().split(" ", 3);
    return words.length == 3 ? words[2] : "imgapi";
  }

  /** Whether private half, public half and id are there and belong together. */
  boolean hasWholeKey() {
    Optional<PublicHalf> half = key();
    return half.isPresent()
        && text(KEY_ID).filter(half.get()::hasId).isPresent()
        && text(PUBLIC_KEY).filter(line -> blob(line).equals(blob(half.get().line()))).isPresent();
  }

  private static String blob(String line) {
    String[] words = line.strip().split("[ \t]+", 3);
    return words.length > 1 ? words[1] : "";
  }

  boolean isEmpty() {
    return text(URL).isEmpty();
  }

  /** How Manta is reached with these. */
  MantaSettings settings(JsonNode serviceMetadata, String datacenter) {
    String directory = serviceMetadata.path(DIRECTORY).asText("imgapi");
    String user = text(USER).orElse("");
    return new MantaSettings(
        text(URL).orElse(""),
        user,
        "",
        text(KEY_ID).orElse(""),
        text(INSECURE).orElse("false").equals("true"),
        directory,
        "/" + user + "/stor/" + directory + "/" + datacenter);
  }

  /** What becomes another when these are put in the place of others; texts and booleans alike. */
  List<FieldChange> after(MantaFields before) {
    List<FieldChange> changes = new ArrayList<>();
    for (String name : NAMES) {
      if (!text(name).equals(before.text(name))) {
        changes.add(new FieldChange(name, before.shown(name), shown(name)));
      }
    }
    return List.copyOf(changes);
  }

  private Optional<String> shown(String name) {
    if (!name.equals(PRIVATE_KEY)) {
      return text(name);
    }
    return text(name)
        .map(
            text ->
                key()
                    .map(half -> "(the private key of " + half.sha256() + ")")
                    .orElse("(a private key that cannot be used)"));
  }

  /** Those of the changes that are there afterwards, as SAPI is told of them. */
  ObjectNode toPut(List<FieldChange> changes) {
    ObjectNode put = JsonNodeFactory.instance.objectNode();
    for (FieldChange change : changes) {
      if (values.has(change.name())) {
        put.set(change.name(), values.get(change.name()));
      }
    }
    return put;
  }

  /** Those of the changes that are not there afterwards. */
  static List<String> toRemove(List<FieldChange> changes) {
    return changes.stream()
        .filter(change -> change.after().isEmpty())
        .map(FieldChange::name)
        .toList();
  }

  /** All of them, with the private key: for the file that keeps them. */
  ObjectNode withSecrets() {
    return values.deepCopy();
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "manta fields of " + text(USER).orElse("nobody");
  }
}
