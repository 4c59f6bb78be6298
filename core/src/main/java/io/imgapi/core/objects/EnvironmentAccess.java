/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.manta.key.SshAgent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The credentials that the Manta tools take from the environment. */
record EnvironmentAccess(Map<String, String> variables) {
  private static final List<String> NEEDED = List.of("MANTA_URL", "MANTA_USER", "MANTA_KEY_ID");
  static final String SOURCE = "the environment (" + String.join(", ", NEEDED) + ")";

  /** The variables that are needed and not there, for a message; empty where all are. */
  String missing() {
    return NEEDED.stream().filter(name -> value(name).isEmpty()).collect(Collectors.joining(", "));
  }

  /** What the variables say; all that are needed must be there. */
  Access read() {
    String subuser = value("MANTA_SUBUSER");
    String user = value("MANTA_USER") + (subuser.isEmpty() ? "" : "/" + subuser);
    return new Access(
        SOURCE,
        new MantaSettings(
            value("MANTA_URL"),
            user,
            "",
            value("MANTA_KEY_ID"),
            isOn(value("MANTA_TLS_INSECURE")),
            "",
            ""),
        Optional.empty());
  }

  /**
   * The key, from the agent or from {@code ~/.ssh}.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where neither has one that can be used
   */
  MantaSigner signer() {
    try {
      return MantaKeys.find(
          value("MANTA_KEY_ID"),
          Path.of("/").resolve(value("HOME")).resolve(".ssh"),
          SshAgent.fromEnvironment(variables),
          PassphraseSource.none());
    } catch (MantaKeyException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "the key to Manta cannot be used: " + e.getMessage())
          .with("credentials", SOURCE)
          .with("key id", value("MANTA_KEY_ID"))
          .remedy("set MANTA_KEY_ID to a key in ~/.ssh, or add the key: ssh-add FILE")
          .causedBy(e);
    }
  }

  private String value(String name) {
    return variables.getOrDefault(name, "").strip();
  }

  /** As the Node tools read it: anything but nothing, 0 and the words for no. */
  private static boolean isOn(String text) {
    return !List.of("", "0", "false", "no", "off").contains(text.toLowerCase(Locale.ROOT));
  }
}
