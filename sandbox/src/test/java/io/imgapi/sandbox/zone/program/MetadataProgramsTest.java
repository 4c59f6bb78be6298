/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.zone.program.ZoneShell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** mdata-get, mdata-put, mdata-delete, zonename: triton-apis.md 12. */
class MetadataProgramsTest {

  @TempDir Path directory;
  private ZonePlace place;
  private ZoneShell zone;

  @BeforeEach
  void install() throws Exception {
    place = ZonePrograms.install(directory.resolve("it's a zone"), "images0");
    zone = new ZoneShell(place.root());
  }

  private Ended get(String... key) throws Exception {
    return zone.run("/usr/sbin/mdata-get", key);
  }

  @Test
  void aZoneKnowsWhatItIs() throws Exception {
    assertThat(get("sdc:alias")).isEqualTo(new Ended(0, "images0\n", ""));
    String uuid = get("sdc:uuid").out().strip();
    assertThat(uuid).matches("[0-9a-f-]{36}");
    assertThat(zone.run("/usr/bin/zonename").out().strip()).isEqualTo(uuid);
    for (String key : new String[] {"owner_uuid", "image_uuid", "datacenter_name"}) {
      assertThat(get("sdc:" + key).status()).as(key).isZero();
    }
    assertThat(zone.run("/usr/sbin/mdata-put", "sdc:alias", "other").status()).isEqualTo(2);
    assertThat(zone.run("/usr/sbin/mdata-delete", "sdc:alias").status()).isEqualTo(2);
    assertThat(get("sdc:alias").out()).isEqualTo("images0\n");
  }

  @Test
  void aKeyThatIsNotSetIsNotAnEmptyOne() throws Exception {
    assertThat(get("instPubKey")).isEqualTo(new Ended(1, "", "No metadata for 'instPubKey'\n"));
    assertThat(zone.run("/usr/sbin/mdata-put", "instPubKey", "").status()).isZero();
    assertThat(get("instPubKey")).isEqualTo(new Ended(0, "\n", ""));
    assertThat(get("../uuid").status()).isEqualTo(1);
    assertThat(get("..").status()).isEqualTo(1);
  }

  @Test
  void oneNewlineOfAValueCannotBeToldFromNone() throws Exception {
    for (String value : new String[] {"a b", "a b\n"}) {
      assertThat(zone.feed(value, "/usr/sbin/mdata-put", "key").status()).isZero();
      assertThat(place.metadata("key")).hasContent(value);
      assertThat(get("key").out()).isEqualTo("a b\n");
    }
    zone.feed("a\n\n", "/usr/sbin/mdata-put", "key");
    assertThat(get("key").out()).isEqualTo("a\n\n");
    zone.run("/usr/sbin/mdata-put", "key", "-n \\n '$x'");
    assertThat(get("key").out()).isEqualTo("-n \\n '$x'\n");
  }

  @Test
  void aKeyCanBeTakenAwayOnce() throws Exception {
    zone.run("/usr/sbin/mdata-put", "instPubKeyNext", "x");
    assertThat(zone.run("/usr/sbin/mdata-delete", "instPubKeyNext").status()).isZero();
    assertThat(zone.run("/usr/sbin/mdata-delete", "instPubKeyNext"))
        .isEqualTo(new Ended(1, "", "No metadata for 'instPubKeyNext'\n"));
    assertThat(get("instPubKeyNext").status()).isEqualTo(1);
  }

  @Test
  void usageIsThree() throws Exception {
    assertThat(get().status()).isEqualTo(3);
    assertThat(get("a", "b").status()).isEqualTo(3);
    assertThat(zone.run("/usr/sbin/mdata-put").status()).isEqualTo(3);
    assertThat(zone.run("/usr/sbin/mdata-delete").status()).isEqualTo(3);
  }

  @Test
  void metadataThatCannotBeAskedAreNotAbsent() throws Exception {
    Files.writeString(place.metadataFailure(), "10 the metadata service does not answer\n");
    assertThat(get("sdc:alias"))
        .isEqualTo(new Ended(10, "", "mdata-get: the metadata service does not answer\n"));
    assertThat(zone.run("/usr/sbin/mdata-put", "a", "b").status()).isEqualTo(10);
    assertThat(zone.run("/usr/sbin/mdata-delete", "a").status()).isEqualTo(10);
    Files.delete(place.metadataFailure());
    assertThat(get("sdc:alias").status()).isZero();
  }

  @Test
  void installingAgainKeepsWhatWasSet() throws Exception {
    zone.run("/usr/sbin/mdata-put", "mode", "private");
    ZonePrograms.install(place, ZoneFacts.of("images0", zone.run("/usr/bin/zonename").out()));
    assertThat(get("mode").out()).isEqualTo("private\n");
  }
}
