/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A script that has the name of an original tool, takes its options, ends as it ended, and calls
 * this program. What all of them have in common stands in {@code wrapper.sh}.
 */
public enum Wrapper {
  BACKUP("imgapi-standalone-backup", true),
  RESTORE("imgapi-standalone-restore", true),
  ROTATE_KEY("imgapi-standalone-rotate-key", true),
  STATUS("imgapi-standalone-status", true),
  GEN_SETUP_CONFIG("imgapi-standalone-gen-setup-config", true),
  MANTA_ENV("manta-env", true),
  LOG_UPLOAD("tritonlogupload.sh", true),
  POST_LOG_ROTATE("tritonpostlogrotate.sh", true),
  MANTA_SETUP("imgapi-manta-setup", true),
  EXTERNAL_MANTA_SETUP("imgapi-external-manta-setup", true),
  CREATE("imgapi-standalone-create", false),
  REPROVISION("imgapi-standalone-reprovision", false);

  private static final String BEGINNING = "wrapper.sh";

  private final String fileName;
  private final boolean inZones;

  Wrapper(String fileName, boolean inZones) {
    this.fileName = fileName;
    this.inZones = inZones;
  }

  /** The original tool's name. */
  public String fileName() {
    return fileName;
  }

  /** Whether the original is part of a zone's image; else an operator has it on the headnode. */
  public boolean isInZones() {
    return inZones;
  }

  /** The whole script. */
  public String text() {
    return resource(BEGINNING) + resource(fileName);
  }

  /** Whether a script is a wrapper, of this version or another. */
  static boolean isText(String script) {
    return script.contains("\n# imgapi wrapper: ");
  }

  private static String resource(String name) {
    try (InputStream in = Wrapper.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException("the wrapper " + name + " is not packaged", e);
    }
  }
}
