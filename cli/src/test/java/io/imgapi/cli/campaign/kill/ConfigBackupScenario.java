/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backup that brings the configuration along, which changes between its runs. */
final class ConfigBackupScenario extends BackupScenario {
  private static final String SECRET = "pLaNtEd";
  private static final Pattern NOTE = Pattern.compile("\"note\"\\s*:\\s*(\\d+)");
  private int note;
  private int acknowledged;

  ConfigBackupScenario(Scene scene) throws Exception {
    super(scene, "--with-config");
  }

  @Override
  public List<String> next() throws Exception {
    Path file = zone().zone().configuration();
    ObjectNode config = (ObjectNode) new JsonMapper().readTree(Files.readAllBytes(file));
    config.put("note", ++note).put("adminPassword", SECRET);
    Files.write(file, new JsonMapper().writeValueAsBytes(config));
    return super.next();
  }

  @Override
  public void requireNothingLost() throws Exception {
    super.requireNothingLost();
    assertThat(kept()).as("version in the area").isBetween(acknowledged, note);
  }

  /** Which version of the configuration is in the area; it must be whole, and without secrets. */
  private int kept() throws Exception {
    String kept = zone().area().unpacked("config/config.tar.gz");
    Matcher version = NOTE.matcher(kept);
    assertThat(kept).contains("imgapi.config.json").doesNotContain(SECRET);
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    assertThat(kept()).as("version in the area").isEqualTo(note);
    acknowledged = note;
  }
}
