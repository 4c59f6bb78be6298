/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom to log in as, and where.
 *
 * @param user login name
 * @param host name or address; an IPv6 address without brackets
 * @param port where its SSH server listens
 */
public record SshTarget(String user, String host, int port) {
  /** Where SSH servers listen unless told otherwise. */
  public static final int SSH_PORT = 22;

  private static final String ROOT = "root";
  private static final int MOST_PORT = 65535;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<user>[^@\\s:]+)@)?"
              + "(?:\\[(?<bracketed>[0-9a-fA-F:.%]+)]|(?<host>[^\\[\\]@:\\s]+)|(?<v6>[0-9a-fA-F]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*))"
              + "(?::(?<port>\\d{1,5}))?");

  /**
   * Reads {@code [USER@]HOST[:PORT]}; the user is root and the port 22 where they are left out. An
   * IPv6 address with a port stands in brackets.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static SshTarget parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw wrong(text);
    }
    String host = form.group("host");
    if (host == null) {
      host = form.group("bracketed") == null ? form.group("v6") : form.group("bracketed");
    }
    int port = form.group("port") == null ? SSH_PORT : Integer.parseInt(form.group("port"));
    if (port < 1 || port > MOST_PORT) {
      throw wrong(text);
    }
    return new SshTarget(form.group("user") == null ? ROOT : form.group("user"), host, port);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not of the form [USER@]HOST[:PORT] or [USER@][IPv6]:PORT");
  }

  /** As somebody types it. */
  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return user + "@" + shown + (port == SSH_PORT ? "" : ":" + port);
  }
}
