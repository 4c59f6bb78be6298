/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who answers what; a word that begins with a colon stands for any one. */
public final class Routes {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Function<Asked, String>> headers = new LinkedHashMap<>();
  private final Optional<AcceptVersion> versions;

  /** For a service of one version, or one that does not look at what is asked for. */
  public Routes() {
    this(Optional.empty());
  }

  private Routes(Optional<AcceptVersion> versions) {
    this.versions = versions;
  }

  /** For a service of several versions. */
  public static Routes of(AcceptVersion versions) {
    return new Routes(Optional.of(versions));
  }

  /** Answers requests of one kind. */
  @FunctionalInterface
  public interface Route {

    /** Answers one, with the words that stood for any. */
    Answer answer(Asked asked, Map<String, String> words);
  }

  private record Entry(String method, List<String> pattern, Route route) {}

  /** Adds one. */
  public Routes on(String method, String pattern, Route route) {
    entries.add(new Entry(method, List.of(pattern.substring(1).split("/")), route));
    return this;
  }

  /** Adds a header to every answer, be it a refusal. */
  public Routes always(String header, Function<Asked, String> value) {
    headers.put(header, value);
    return this;
  }

  Answer answer(Asked asked) {
    Answer answer;
    try {
      answer = routed(asked);
    } catch (Refusal refusal) {
      answer = refusal.answer();
    }
    for (Map.Entry<String, Function<Asked, String>> header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue().apply(asked));
    }
    return answer;
  }

  private Answer routed(Asked asked) {
    List<String> path = List.of(asked.path().replaceFirst("^/+", "").split("/"));
    boolean known = false;
    for (Entry entry : entries) {
      Map<String, String> words = match(entry.pattern(), path);
      if (words != null && entry.method().equals(asked.method())) {
        versions.ifPresent(any -> any.of(asked));
        return entry.route().answer(asked, words);
      }
      known |= words != null;
    }
    if (known) {
      throw Refusal.of(405, "MethodNotAllowed", asked.method() + " is not allowed");
    }
    throw Refusal.absent(asked.path() + " does not exist");
  }

  private static Map<String, String> match(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return null;
    }
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      if (pattern.get(i).startsWith(":")) {
        words.put(pattern.get(i).substring(1), path.get(i));
      } else if (!pattern.get(i).equals(path.get(i))) {
        return null;
      }
    }
    return words;
  }
}
