/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a marker that an old tool wrote, or that belongs elsewhere, lets a backup do. */
class AdoptionOfOldMarkersTest extends Scenario {
  private static final List<String> IMAGES =
      List.of(
          "0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
          "5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10",
          "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71",
          "c9e8d7f6-1b2a-4c3d-9e4f-5a6b7c8d9e0f",
          "d1c2b3a4-9586-4776-b5a4-938271605f4e");

  private JsonNode record(Zone zone) throws IOException {
    return new JsonMapper().readTree(Files.readAllBytes(inRun(zone, "restored.json")));
  }

  private void lose(Zone zone, int images) throws IOException {
    for (String uuid : IMAGES.subList(0, images)) {
      Files.delete(new Image(zone, uuid).manifest());
    }
  }

  private void anOldRestoreRan() throws IOException {
    later(Duration.ofHours(1));
    new OldTools(images0, time).restore();
  }

  private void requireUntouched(Map<String, String> before) throws IOException {
    assertThat(area().objects()).isEqualTo(before);
  }

  @Test
  void anOldRestoreInTheOwnersInstanceIsAdopted() throws IOException {
    String tied = record(images0).get("markerMd5").asText();
    anOldRestoreRan();
    done(images0, "backup", "-y");
    JsonNode record = record(images0);
    assertThat(record.get("markerMd5").asText())
        .isNotEqualTo(tied)
        .isEqualTo(Area.md5(Files.readString(inRun(images0, "restored.marker"))));
    assertThat(record.get("rootDir").asText()).isEqualTo(images0.mantaDirectory());
    done(images0, "backup", "-y");
    assertThat(area().owner().get("seq").asInt()).isEqualTo(4);
  }

  @Test
  void theOwnersInstanceWithoutARecordIsAdopted() throws IOException {
    Files.delete(inRun(images0, "restored.json"));
    done(images0, "backup", "-y");
    assertThat(record(images0).get("rootDir").asText()).isEqualTo(images0.mantaDirectory());
  }

  @Test
  void anOldRestoreOverOtherDataIsNotAdopted() throws IOException {
    anOldRestoreRan();
    lose(images0, 3);
    Map<String, String> before = area().objects();
    // Nine of ten entries of a tree may go by the count of the guard alone; these are three of
    // eight.
    run(images0, "backup", "-y", "--max-delete", "100")
        .requireFailure(ExitCode.REFUSED, "only 5 of the mirror's 8 manifests are here");
    requireUntouched(before);
    done(images0, "restore", "-y");
    done(images0, "backup", "-y");
  }

  @Test
  void theGuardHoldsForAnAdoptionToo() throws IOException {
    for (int image = 1; image <= 80; image++) {
      new Image(images0, Image.numbered(image)).publish(Image.content(image, 10));
    }
    done(images0, "backup", "-y");
    anOldRestoreRan();
    // Four fifths are recognised as that backup's; what is missing is more than the guard lets go.
    for (int image = 1; image <= 17; image++) {
      Image gone = new Image(images0, Image.numbered(image));
      Files.delete(gone.files().resolve("file0"));
      Files.delete(gone.manifest());
    }
    Map<String, String> before = area().objects();
    run(images0, "backup", "-y", "--max-delete", "16")
        .requireFailure(ExitCode.REFUSED, "mass-delete guard");
    requireUntouched(before);
    assertThat(done(images0, "backup", "-y", "--max-delete", "17").out())
        .contains("deleted 17 manifests");
  }

  @Test
  void fourFifthsAreEnough() throws IOException {
    new Image(images0, Image.numbered(1)).publish(Image.content(1, 10));
    new Image(images0, Image.numbered(2)).publish(Image.content(2, 10));
    done(images0, "backup", "-y");
    anOldRestoreRan();
    lose(images0, 2);
    assertThat(done(images0, "backup", "-y", "--max-delete", "100").out())
        .contains("deleted 2 manifests");
  }

  @Test
  void anAreaOfNobodyIsAdopted() throws IOException {
    area().delete("owner.json");
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup/snapshots");
    Files.delete(inRun(images0, "restored.json"));
    Files.delete(inRun(images0, "owner.json"));
    done(images0, "backup", "-y");
    assertThat(area().owner().get("alias").asText()).isEqualTo("images0");
    assertThat(record(images0).get("rootDir").asText()).isEqualTo(images0.mantaDirectory());
  }

  @Test
  void anAreaOfNobodyThatHoldsOtherDataIsNot() throws IOException {
    area().delete("owner.json");
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup/snapshots");
    lose(images0, 3);
    Map<String, String> before = area().objects();
    run(images0, "backup", "-y", "--max-delete", "100")
        .requireFailure(ExitCode.REFUSED, "only 5 of the mirror's 8 manifests are here");
    requireUntouched(before);
  }

  @Test
  void withoutAMarkerNothingIsAdoptedWhoeverOwnsTheArea() throws IOException {
    Files.delete(inRun(images0, "restored.marker"));
    Map<String, String> before = area().objects();
    run(images0, "backup", "-y")
        .requireFailure(ExitCode.NOT_SET_UP, "no restore ever ran here", "imgapi restore");
    requireUntouched(before);
  }

  @Test
  void theOwnerIsToldOfBeforeTheMarkerThatIsMissing() throws IOException {
    Zone images1 = anotherInstance("images1");
    run(images1, "backup", "-y").requireFailure(ExitCode.NOT_OWNER, "images0");
    anOldRestoreRan();
    new OldTools(images1, time).restore();
    // Its marker and its data are those of the area, and still it is another's.
    run(images1, "backup", "-y").requireFailure(ExitCode.NOT_OWNER, "images0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost", "http://127.0.0.1"})
  void theUrlMayChange(String host) throws IOException {
    String url = host + ":" + sandbox.manta().url().getPort();
    configure(images0, config -> ((ObjectNode) config.get("manta")).put("url", url));
    done(images0, "backup", "-y");
    assertThat(area().owner().get("seq").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"images0/", "/images0", "//images0//"})
  void theAreaMayBeWrittenInAnotherWay(String baseDir) throws IOException {
    configure(images0, config -> ((ObjectNode) config.get("manta")).put("baseDir", baseDir));
    done(images0, "backup", "-y");
    configure(images0, config -> ((ObjectNode) config.get("manta")).put("baseDir", "images0"));
    done(images0, "backup", "-y");
    assertThat(area().owner().get("seq").asInt()).isEqualTo(4);
  }

  @Test
  void anotherAreaNeedsARestore() throws IOException {
    configure(images0, config -> ((ObjectNode) config.get("manta")).put("baseDir", "elsewhere"));
    run(images0, "backup", "-y")
        .requireFailure(
            ExitCode.NOT_SET_UP,
            "was restored from " + images0.mantaDirectory(),
            "imgapi restore",
            "--new-repo");
    run(images0, "restore", "-y").requireFailure(ExitCode.NOT_SET_UP, "--new-repo");
    done(images0, "restore", "-y", "--new-repo");
    done(images0, "backup", "-y");
    assertThat(record(images0).get("rootDir").asText()).endsWith("/elsewhere");
    assertThat(area().owner().get("seq").asInt()).isEqualTo(2);
  }

  private Zone withoutManta() throws IOException {
    Zone images1 = anotherInstance("images1");
    byte[] withManta = Files.readAllBytes(images1.configuration());
    configure(images1, config -> config.without(List.of("manta", "storageTypes")));
    done(images1, "restore", "-y");
    assertThat(record(images1).get("rootDir").asText()).isEqualTo("none");
    run(images1, "backup", "-y").requireFailure(ExitCode.CONFIG_INVALID, "manta");
    Files.write(images1.configuration(), withManta);
    SampleImages.publishInto(images1.root());
    return images1;
  }

  @Test
  void setUpWithoutMantaTheFirstBackupAdoptsAnAreaThatIsNotThere() throws IOException {
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup");
    Zone images1 = withoutManta();
    done(images1, "backup", "-y");
    assertThat(record(images1).get("rootDir").asText()).isEqualTo(images0.mantaDirectory());
    assertThat(area().owner().get("alias").asText()).isEqualTo("images1");
    assertThat(mirror()).isEqualTo(local(images1));
  }

  @Test
  void setUpWithoutMantaABackupThatIsThereIsNeverWrittenOver() throws IOException {
    area().delete("owner.json");
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup/snapshots");
    Zone images1 = withoutManta();
    Map<String, String> before = area().objects();
    run(images1, "backup", "-y")
        .requireFailure(ExitCode.NOT_SET_UP, "was set up without Manta", "imgapi restore");
    requireUntouched(before);
  }

  @Test
  void setUpWithoutMantaAnothersAreaIsAnothers() throws IOException {
    Zone images1 = withoutManta();
    run(images1, "backup", "-y").requireFailure(ExitCode.NOT_OWNER, "images0");
  }

  @Test
  void aDamagedRecordIsAFailureAndNoReasonToAdopt() throws IOException {
    Files.writeString(inRun(images0, "restored.json"), "{");
    Map<String, String> before = area().objects();
    run(images0, "backup", "-y").requireFailure(ExitCode.FAILED, "restored.json", "move it away");
    requireUntouched(before);
    Files.delete(inRun(images0, "restored.json"));
    done(images0, "backup", "-y");
  }

  @Test
  void aRecordWhoseTokenIsAnothersIsCheckedAnew() throws IOException {
    ObjectNode record = (ObjectNode) record(images0);
    record.put("token", "of another time");
    Files.write(inRun(images0, "restored.json"), new JsonMapper().writeValueAsBytes(record));
    lose(images0, 3);
    run(images0, "backup", "-y", "--max-delete", "100")
        .requireFailure(ExitCode.REFUSED, "only 5 of the mirror's 8 manifests are here");
    SampleImages.publishInto(images0.root());
    done(images0, "backup", "-y");
    assertThat(record(images0).get("token").asText()).isNotEqualTo("of another time");
  }
}
