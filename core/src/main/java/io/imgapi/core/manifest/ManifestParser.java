/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.imgapi.core.digest.Md5;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads manifests token by token, because a backup reads every one of them on every run.
 *
 * <p>The whole text is read to its end: half a manifest is never taken for one.
 */
public final class ManifestParser {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String SUFFIX = ".raw";
  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.raw");
  private static final Set<String> BEFORE_ACTIVATION = Set.of("unactivated", "creating", "failed");

  private ManifestParser() {}

  /** Whether a file name is that of a manifest. */
  public static boolean isManifestName(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  /** The image of a manifest's file name. */
  public static UUID uuidOf(String fileName) {
    return UUID.fromString(fileName.substring(0, fileName.length() - SUFFIX.length()));
  }

  /** The file name of an image's manifest. */
  public static String fileName(UUID uuid) {
    return uuid + SUFFIX;
  }

  /**
   * Reads a manifest.
   *
   * @param expected the image that its name says
   * @throws ManifestFormatException where the text is not whole, not JSON, or another image's
   */
  public static ImageManifest parse(UUID expected, byte[] text) throws ManifestFormatException {
    Fields fields = new Fields();
    try (JsonParser in = JSON.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new ManifestFormatException("it is not a JSON object");
      }
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        fields.read(name, in.nextToken(), in);
      }
      if (in.nextToken() != null) {
        throw new ManifestFormatException("there is something behind its end");
      }
    } catch (JsonProcessingException e) {
      // The parser's own text quotes the content, so only the place is passed on.
      throw new ManifestFormatException("it is not whole JSON" + place(e.getLocation()));
    } catch (ManifestFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new ManifestFormatException("it cannot be read: " + e.getMessage());
    }
    if (!expected.toString().equals(fields.uuid)) {
      throw new ManifestFormatException("it says that it is image " + fields.uuid);
    }
    return fields.manifest(expected);
  }

  /** Some failures of the parser, as that of too deep a nesting, know of no place. */
  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** The fields of interest, gathered in whatever order they stand. */
  private static final class Fields {
    private String uuid = "";
    private Boolean activated;
    private String state = "";
    private Optional<UUID> origin = Optional.empty();
    private final List<ImageFile> local = new ArrayList<>(1);
    private final List<ImageFile> manta = new ArrayList<>(0);

    void read(String name, JsonToken value, JsonParser in) throws IOException {
      switch (name) {
        case "uuid" -> uuid = text(in);
        case "state" -> state = text(in);
        case "origin" -> origin = uuidIn(text(in));
        case "activated" -> {
          activated = value.isBoolean() ? Boolean.valueOf(in.getBooleanValue()) : null;
          in.skipChildren();
        }
        case "files" -> readFiles(value, in);
        case "icon" -> {
          if (value == JsonToken.START_OBJECT) {
            readFile(ImageFile.ICON, in);
          } else {
            in.skipChildren();
          }
        }
        default -> in.skipChildren();
      }
    }

    /** The value where it is a single one; what lies in another is passed over. */
    private static String text(JsonParser in) throws IOException {
      String text = in.getValueAsString("");
      in.skipChildren();
      return text;
    }

    private static Optional<UUID> uuidIn(String text) {
      return isManifestName(text + SUFFIX) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private void readFiles(JsonToken value, JsonParser in) throws IOException {
      if (value != JsonToken.START_ARRAY) {
        in.skipChildren();
        return;
      }
      int index = 0;
      for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
        if (t == JsonToken.START_OBJECT) {
          readFile("file" + index, in);
        } else {
          in.skipChildren();
        }
        index++;
      }
    }

    private void readFile(String name, JsonParser in) throws IOException {
      String stor = "";
      String sha1 = "";
      long size = -1;
      Optional<Md5> md5 = Optional.empty();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "stor" -> stor = text(in);
          case "sha1" -> sha1 = text(in).toLowerCase(Locale.ROOT);
          case "size" -> {
            size = in.getValueAsLong(-1);
            in.skipChildren();
          }
          case "contentMD5" -> md5 = md5(text(in));
          default -> in.skipChildren();
        }
      }
      if (stor.equals("local") || stor.equals("manta")) {
        (stor.equals("local") ? local : manta).add(new ImageFile(name, size, sha1, md5));
      }
    }

    private static Optional<Md5> md5(String text) {
      try {
        return Optional.of(Md5.ofBase64(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    ImageManifest manifest(UUID expected) {
      boolean active = activated == null ? !BEFORE_ACTIVATION.contains(state) : activated;
      return new ImageManifest(expected, active, origin, List.copyOf(local), List.copyOf(manta));
    }
  }
}
