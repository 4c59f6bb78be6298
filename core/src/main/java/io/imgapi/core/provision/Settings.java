/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names with values as they are typed: {@code NAME=VALUE}, or {@code NAME=@FILE}. */
public final class Settings {
  private static final String USER_SCRIPT = "user-script";

  /** What an instance is set up by; none of it is a secret. */
  private static final Set<String> SHOWN =
      Set.of(
          "mode",
          "channels",
          "serverName",
          "mantaUrl",
          "mantaInsecure",
          "mantaUser",
          "mantaBaseDir",
          "instPubKey");

  private Settings() {}

  /** Whether an instance's metadata of this name may be shown; any other may be a secret. */
  public static boolean isShown(String name) {
    return SHOWN.contains(name);
  }

  /**
   * Reads them.
   *
   * @param option as the operator typed it, for messages
   * @throws ImgapiException {@code USAGE}
   */
  public static Map<String, String> parse(String option, List<String> typed) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String word : typed) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw usage(option + " " + word + " has no NAME=VALUE", option + " mantaUser=joyops");
      }
      String name = word.substring(0, equals);
      if (settings.putIfAbsent(name, value(option, word.substring(equals + 1))) != null) {
        throw usage(option + " names " + name + " twice", "name it once");
      }
    }
    return settings;
  }

  private static String value(String option, String text) {
    if (!text.startsWith("@")) {
      return text;
    }
    Path file = Path.of(text.substring(1));
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw usage(option + " names a file that cannot be read: " + file, "check its name");
    }
  }

  /**
   * Judges an instance's metadata.
   *
   * @throws ImgapiException {@code USAGE} where the data centre would refuse it, or the instance
   *     could not be set up with it
   */
  public static void requireMetadata(Map<String, String> metadata) {
    for (String name : metadata.keySet()) {
      if (name.equals(USER_SCRIPT)) {
        throw usage(
            "-m " + USER_SCRIPT + " is what sets the instance up, and is given", "leave it out");
      }
      if (name.endsWith("_pw") || name.startsWith("sdc:")) {
        throw usage("-m " + name + " is a name that VMAPI keeps to itself", "choose another name");
      }
    }
    boolean url = metadata.containsKey("mantaUrl");
    boolean user = metadata.containsKey("mantaUser");
    boolean directory = metadata.containsKey("mantaBaseDir");
    if ((url || user || directory) && !(url && user)) {
      throw usage(
          "an instance with Manta needs both mantaUrl and mantaUser",
          "-m mantaUrl=https://manta.example.com -m mantaUser=joyops -m mantaBaseDir=imgapi");
    }
    String insecure = metadata.getOrDefault("mantaInsecure", "false");
    if (!insecure.equals("true") && !insecure.equals("false")) {
      throw usage("-m mantaInsecure is true or false, not " + insecure, "-m mantaInsecure=true");
    }
    String mode = metadata.getOrDefault("mode", "public");
    if (!mode.equals("public") && !mode.equals("private")) {
      throw usage("-m mode is public or private, not " + mode, "-m mode=private");
    }
  }

  private static ImgapiException usage(String message, String remedy) {
    return ImgapiException.of(ExitCode.USAGE, message).remedy("for example: " + remedy);
  }
}
