/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * The decoded, absolute path of one name, such as {@code /alice/stor/dir/file}.
 *
 * @param text the path; begins with a slash, has no empty component, no trailing slash and no NUL
 */
public record TreePath(String text) {

  private static final byte SEPARATOR = 0;

  /** Checks the form that index keys rely on. */
  public TreePath {
    if (text.length() < 2 || text.charAt(0) != '/' || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not an absolute path: " + text);
    }
  }

  /** Returns the last component. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** Returns the path above, or empty for an account's root. */
  public Optional<TreePath> parent() {
    int slash = text.lastIndexOf('/');
    return slash == 0 ? Optional.empty() : Optional.of(new TreePath(text.substring(0, slash)));
  }

  /** Returns the path of a name directly below this one. */
  public TreePath child(String name) {
    return new TreePath(text + "/" + name);
  }

  /** Returns the number of components: 1 for an account's root, 2 for {@code /alice/stor}. */
  public int depth() {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '/') {
        depth++;
      }
    }
    return depth;
  }

  /** Returns the first component: the account's login. */
  public String account() {
    int end = text.indexOf('/', 1);
    return end < 0 ? text.substring(1) : text.substring(1, end);
  }

  /**
   * Returns the index key. NUL sorts before every byte of a name, so the children of one directory
   * are neighbours, in the byte order of their UTF-8 names.
   */
  byte[] key() {
    byte[] key = text.getBytes(UTF_8);
    for (int i = key.length - 1; i >= 0; i--) {
      if (key[i] == '/') {
        key[i] = SEPARATOR;
        break;
      }
    }
    return key;
  }

  /** Returns the key that sorts directly before the children whose name is {@code name} or more. */
  byte[] childKey(String name) {
    byte[] directory = text.getBytes(UTF_8);
    byte[] last = name.getBytes(UTF_8);
    byte[] key = new byte[directory.length + 1 + last.length];
    System.arraycopy(directory, 0, key, 0, directory.length);
    key[directory.length] = SEPARATOR;
    System.arraycopy(last, 0, key, directory.length + 1, last.length);
    return key;
  }

  /** Returns a key that sorts after every child and before whatever follows them. */
  byte[] endOfChildrenKey() {
    byte[] key = childKey("");
    key[key.length - 1] = SEPARATOR + 1;
    return key;
  }

  @Override
  public String toString() {
    return text;
  }
}
