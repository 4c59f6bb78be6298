/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.util.List;

/**
 * A path in Manta: {@code /account/stor/...}, at least the account. Immutable; holds the decoded
 * text and the form that goes on the wire, where each component is encoded exactly as node-manta
 * does ({@code encodeURIComponent}, manta-protocol.md 1.2).
 *
 * <p>Empty components, {@code .}, {@code ..}, NUL and lone surrogates are refused with {@link
 * IllegalArgumentException}: the server would take them literally, HTTP clients would resolve them,
 * and neither is what the caller meant. One trailing slash is dropped.
 */
public final class MantaPath implements Comparable<MantaPath> {
  private final String text;
  private final String encoded;

  private MantaPath(String text, String encoded) {
    this.text = text;
    this.encoded = encoded;
  }

  /**
   * Parses an absolute decoded path.
   *
   * @throws IllegalArgumentException if it is not absolute or a component is refused
   */
  public static MantaPath of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a Manta path begins with '/' or '~~': '" + text + "'");
    }
    String trimmed =
        text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    StringBuilder encoded = new StringBuilder(trimmed.length() + 16);
    for (String component : trimmed.substring(1).split("/", -1)) {
      check(component, text);
      encoded.append('/');
      PathEncoding.append(encoded, component);
    }
    return new MantaPath(trimmed, encoded.toString());
  }

  /**
   * Parses a path that may begin with {@code ~~}, which stands for {@code /account}.
   *
   * @param account the account {@code ~~} stands for; never a subuser
   */
  public static MantaPath of(String text, String account) {
    if (text.equals("~~") || text.startsWith("~~/")) {
      return of("/" + account + text.substring(2));
    }
    return of(text);
  }

  /**
   * The path of an entry in this directory.
   *
   * @param name one decoded component
   * @throws IllegalArgumentException if it has a slash or is refused
   */
  public MantaPath child(String name) {
    check(name, name);
    if (name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("one component expected: '" + name + "'");
    }
    StringBuilder more = new StringBuilder(encoded.length() + name.length() + 8);
    more.append(encoded).append('/');
    PathEncoding.append(more, name);
    return new MantaPath(text + "/" + name, more.toString());
  }

  /**
   * The path that many components below this one.
   *
   * @param relative decoded components separated by slashes, without a leading one
   */
  public MantaPath resolve(String relative) {
    MantaPath path = this;
    for (String component : relative.split("/", -1)) {
      path = path.child(component);
    }
    return path;
  }

  /**
   * The directory this entry is in.
   *
   * @throws IllegalStateException for the account itself, which has none
   */
  public MantaPath parent() {
    int slash = text.lastIndexOf('/');
    if (slash == 0) {
      throw new IllegalStateException("the account has no parent: " + text);
    }
    return new MantaPath(text.substring(0, slash), encoded.substring(0, encoded.lastIndexOf('/')));
  }

  /** The last component, decoded. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** All components, decoded, the account first. */
  public List<String> components() {
    return List.of(text.substring(1).split("/", -1));
  }

  /** Number of components: 1 for the account, 2 for {@code /account/stor}. */
  public int depth() {
    return (int) text.chars().filter(c -> c == '/').count();
  }

  /** Whether {@code other} is this path or lies below it. */
  public boolean contains(MantaPath other) {
    return other.text.equals(text) || other.text.startsWith(text + "/");
  }

  /** The form that goes on the wire. */
  public String encoded() {
    return encoded;
  }

  /** The decoded form. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MantaPath that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** By the decoded text, in UTF-16 order. */
  @Override
  public int compareTo(MantaPath other) {
    return text.compareTo(other.text);
  }

  private static void check(String component, String whole) {
    if (component.isEmpty()
        || component.equals(".")
        || component.equals("..")
        || component.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "empty components, '.', '..' and NUL are not allowed in a Manta path: '" + whole + "'");
    }
  }
}
