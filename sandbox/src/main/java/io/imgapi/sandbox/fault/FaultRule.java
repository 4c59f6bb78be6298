/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.fault;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which requests a fault strikes.
 *
 * @param method regular expression that must match the whole method; {@code .*} by default
 * @param path regular expression that must match the whole path (percent-encoded as sent, repeated
 *     and trailing slashes removed, without the query); {@code .*} by default
 * @param skip how many matching requests pass first
 * @param count how many requests are struck after that; -1 for all of them
 * @param probability chance that one of them is struck, 0 to 1; those spared count neither as
 *     skipped nor as struck
 * @param fault what happens
 */
public record FaultRule(
    String method, String path, int skip, int count, double probability, Fault fault) {

  /** Fills in patterns that are null and checks. */
  public FaultRule {
    method = method == null ? ".*" : method;
    path = path == null ? ".*" : path;
    if (fault == null) {
      throw new IllegalArgumentException("a rule needs a fault");
    }
    if (probability < 0 || probability > 1 || Double.isNaN(probability)) {
      throw new IllegalArgumentException("probability must lie in 0..1: " + probability);
    }
    if (skip < 0 || count < -1) {
      throw new IllegalArgumentException("skip and count must not be negative");
    }
    try {
      Pattern.compile(method);
      Pattern.compile(path);
    } catch (PatternSyntaxException broken) {
      throw new IllegalArgumentException(
          "not a regular expression: " + broken.getPattern() + " (" + broken.getDescription() + ")",
          broken);
    }
  }

  /** A rule that strikes every request. */
  public static FaultRule of(Fault fault) {
    return new FaultRule(".*", ".*", 0, -1, 1, fault);
  }

  /** Returns the rule for methods that match a regular expression, such as {@code PUT|DELETE}. */
  public FaultRule method(String regex) {
    return new FaultRule(regex, path, skip, count, probability, fault);
  }

  /** Returns the rule for paths that match a regular expression. */
  public FaultRule path(String regex) {
    return new FaultRule(method, regex, skip, count, probability, fault);
  }

  /**
   * Returns the rule for paths that match a glob: {@code *} within a component, {@code **} across
   * components, {@code ?} one character.
   */
  public FaultRule glob(String glob) {
    return path(Glob.toRegex(glob));
  }

  /** Returns the rule that lets some matching requests pass first. */
  public FaultRule skip(int requests) {
    return new FaultRule(method, path, requests, count, probability, fault);
  }

  /** Returns the rule that strikes so many requests at most. */
  public FaultRule times(int requests) {
    return new FaultRule(method, path, skip, requests, probability, fault);
  }

  /** Returns the rule that strikes with a chance. */
  public FaultRule probability(double chance) {
    return new FaultRule(method, path, skip, count, chance, fault);
  }
}
