/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What requests say about content types. */
final class ContentTypes {

  static final String DIRECTORY_LISTING = "application/x-json-stream; type=directory";
  static final String BINARY = "application/octet-stream";

  private static final Pattern MEDIA_TYPE = Pattern.compile("[^/\\s;]+/[^/\\s;]+\\s*(;.*)?");

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("txt", "text/plain"),
          Map.entry("html", "text/html"),
          Map.entry("css", "text/css"),
          Map.entry("csv", "text/csv"),
          Map.entry("xml", "application/xml"),
          Map.entry("js", "application/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("gz", "application/gzip"),
          Map.entry("tar", "application/x-tar"),
          Map.entry("zip", "application/zip"));

  private ContentTypes() {}

  /** Puts a header's value into the form that is stored. */
  static String tidy(String value) {
    if (MEDIA_TYPE.matcher(value).matches()) {
      return value;
    }
    return BY_EXTENSION.getOrDefault(
        value.toLowerCase(Locale.ROOT).replaceFirst("^\\.", ""), BINARY);
  }

  /** Returns whether a value is {@code application/json} with a {@code type} parameter. */
  static boolean isJsonOfType(String value, String type) {
    return is(value, "application/json", type);
  }

  static boolean isListing(String value) {
    return is(value, "application/x-json-stream", "directory");
  }

  private static boolean is(String value, String mediaType, String type) {
    if (value == null || !value.regionMatches(true, 0, mediaType, 0, mediaType.length())) {
      return false;
    }
    String[] parts = value.split(";");
    if (!parts[0].strip().equalsIgnoreCase(mediaType)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      if (pair.length == 2
          && pair[0].strip().equalsIgnoreCase("type")
          && pair[1].strip().replace("\"", "").equals(type)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether an Accept header lets a stored type through. */
  static boolean accepts(String accept, String stored) {
    String type = stored.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.contains("/")) {
      type = BINARY;
    }
    String family = type.substring(0, type.indexOf('/'));
    for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";");
      String wanted = parts[0].strip();
      boolean fits =
          wanted.equals("*/*")
              || wanted.equals("*")
              || wanted.equals(family + "/*")
              || wanted.equals(type);
      if (fits && !isRefusal(parts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRefusal(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].strip().matches("q=0(\\.0*)?")) {
        return true;
      }
    }
    return false;
  }
}
