/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.RunningZone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthKeysListCommandTest {
  @TempDir Path root;

  private String publicKey(String name, String type) throws IOException {
    Path file = root.resolve(name);
    RunningZone.tool("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", file.toString());
    return Files.readString(root.resolve(name + ".pub"));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve("data/imgapi/etc/authkeys").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void showsTheKeysOfBothPlacesAndWhatTheServiceCannotUse() throws IOException {
    write("local/bob.keys", "# bob\r\n\r\n" + publicKey("bob@home", "rsa"));
    write("manta/carol.keys", publicKey("carol@work", "ed25519") + "not a key\n");
    write("manta/.carol.keys.mwatchdirpart", "unfinished");
    write("local/notes.txt", "not a key file");
    Run run = CliHarness.run("authkeys", "list", "--root", root.toString());
    assertThat(run.status()).as(run.err()).isZero();
    String fingerprint =
        RunningZone.tool("ssh-keygen", "-l", "-f", root.resolve("bob@home.pub").toString())
            .split(" ")[1];
    assertThat(run.out())
        .containsPattern("bob +local +rsa +" + java.util.regex.Pattern.quote(fingerprint))
        .containsPattern("carol +manta +ed25519")
        .contains("the service verifies RSA and DSA keys only, not ssh-ed25519")
        .contains("line 2", "not an SSH public key")
        .doesNotContain("notes", "unfinished");
  }

  @Test
  void showsOneUsersKeysInJson() throws IOException {
    write("local/bob.keys", publicKey("b", "rsa"));
    write("local/carol.keys", publicKey("c", "rsa"));
    Run run = CliHarness.run("authkeys", "list", "--root", root.toString(), "bob", "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("schema").asText()).isEqualTo("imgapi/authkeys/1");
    assertThat(json.path("keys")).hasSize(1);
    assertThat(json.at("/keys/0/user").asText()).isEqualTo("bob");
    assertThat(json.at("/keys/0/verifiable").asBoolean()).isTrue();
    assertThat(json.at("/keys/0/md5").asText()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
  }

  @Test
  void whereNobodyHasAKeyItSaysSo() {
    Run run = CliHarness.run("authkeys", "list", "--root", root.toString());
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo("no keys\n");
  }
}
