/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.imgapi.manta.error.BadAnswerException;
import io.imgapi.manta.error.RefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer of a listing.
 *
 * @param entries in the order of the server
 * @param resultSetSize entries of the directory; -1 where the server did not say
 */
record ListingPage(List<MantaEntry> entries, long resultSetSize) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_LINE = 1 << 20;
  // Many pages are read side by side; the longest names make one of some 3 MiB.
  private static final int MAX_PAGE = 8 << 20;

  /**
   * Reads a page.
   *
   * @param limit entries that were asked for
   * @throws IOException if the page ends early
   */
  static ListingPage read(Answer answer, int limit) throws IOException {
    if (!StatReader.read(answer).isDirectory()) {
      answer.abandon();
      throw new RefusedException(
          answer.facts(RefusedException.NOT_A_DIRECTORY, "the path does not name a directory"));
    }
    List<MantaEntry> entries = new ArrayList<>(Math.min(limit, 64));
    LineGuard guard = new LineGuard(answer.stream(), MAX_LINE, MAX_PAGE);
    try (JsonParser json = JSON.createParser(guard)) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          throw bad(answer, "not a listing: " + token, null);
        }
        if (entries.size() == limit) {
          throw bad(answer, "more entries than the " + limit + " asked for", null);
        }
        entries.add(entry(json, answer));
      }
    } catch (JsonEOFException e) {
      throw new EOFException("the listing ended within an entry");
    } catch (JacksonException e) {
      throw bad(answer, "malformed listing: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      if (guard.tooLong()) {
        throw bad(answer, e.getMessage(), e);
      }
      throw e;
    }
    if (!guard.atLineEnd()) {
      throw new EOFException("the listing ended within a line");
    }
    return new ListingPage(entries, answer.number("Result-Set-Size"));
  }

  private static BadAnswerException bad(Answer answer, String detail, Throwable cause) {
    answer.abandon();
    return new BadAnswerException(answer.facts("", detail), cause);
  }

  private static MantaEntry entry(JsonParser json, Answer answer) throws IOException {
    String name = "";
    String type = "";
    String etag = "";
    long size = -1;
    String md5 = "";
    String mtime = "";
    int durability = -1;
    String contentType = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = json.getValueAsString("");
        case "type" -> type = json.getValueAsString("");
        case "etag" -> etag = json.getValueAsString("");
        case "size" -> size = json.getValueAsLong(-1);
        case "contentMD5" -> md5 = json.getValueAsString("");
        case "mtime" -> mtime = json.getValueAsString("");
        case "durability" -> durability = json.getValueAsInt(-1);
        case "contentType" -> contentType = json.getValueAsString("");
        default -> json.skipChildren();
      }
      if (json.currentToken() == JsonToken.START_OBJECT
          || json.currentToken() == JsonToken.START_ARRAY) {
        json.skipChildren();
      }
    }
    boolean directory = type.equals("directory");
    if (!directory && !type.equals("object")) {
      throw bad(answer, "an entry of unknown type '" + type + "'", null);
    }
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      throw bad(answer, "an entry with the impossible name '" + name + "'", null);
    }
    if (!directory && (size < 0 || etag.isEmpty())) {
      throw bad(answer, "the object '" + name + "' without size or etag", null);
    }
    return new MantaEntry(
        name,
        directory ? EntryType.DIRECTORY : EntryType.OBJECT,
        directory ? "" : etag,
        directory ? -1 : size,
        md5,
        mtime,
        durability,
        usual(contentType));
  }

  /** Nearly all entries have the same type; holding it once makes long listings smaller. */
  private static String usual(String contentType) {
    return switch (contentType) {
      case "application/octet-stream" -> "application/octet-stream";
      case "application/json" -> "application/json";
      default -> contentType;
    };
  }
}
