/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

/** The environment variables that are obeyed beside those that stand for an option. */
public enum Variable {
  EDITOR("The editor, where VISUAL is not set. Words after the program are options of it."),
  HOME("Where ~ is."),
  IMGAPI_HEAP("How much memory the program may take, for example 2g (default: 1g)."),
  IMGAPI_HTTPS_PORT("The port of the TLS front end (default: as haproxy.cfg says, else 443)."),
  JAVA_HOME("The home of the Java that runs the program, 17 or later (default: the java in PATH)."),
  MANTA_KEY_ID("The fingerprint of the key to Manta, which is in the ssh-agent or in ~/.ssh."),
  MANTA_SUBUSER("A user below the account, whose key it is then."),
  MANTA_TLS_INSECURE(
      "Where it is set, and not to 0, no, off or false, Manta's certificate is not checked."),
  MANTA_URL("The address of Manta."),
  MANTA_USER("The account in Manta."),
  NO_COLOR("Where it is set, help has no bold type and no colours."),
  PATH("Where java and, besides the system's directories, other programs are looked for."),
  SSH_AUTH_SOCK("The ssh-agent that is asked for keys."),
  VISUAL("The editor (default: EDITOR, else vi). Words after the program are options of it.");

  private final String meaning;

  Variable(String meaning) {
    this.meaning = meaning;
  }

  /** A sentence. */
  public String meaning() {
    return meaning;
  }
}
