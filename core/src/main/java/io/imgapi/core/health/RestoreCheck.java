/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a restore ran, and whether something was begun here and not finished. */
record RestoreCheck(Scene scene) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DONE = "retired";

  Finding marker() {
    Path marker = inRun("restored.marker");
    if (scene.files().look(marker).isPresent()) {
      return Finding.ok(CheckName.RESTORED, "yes");
    }
    if (scene.files().look(inRun("restore.json")).isPresent()) {
      return Finding.skipped(
          CheckName.RESTORED, "a restore is under way, see " + CheckName.JOURNALS.title());
    }
    return Finding.fault(CheckName.RESTORED, "no")
        .detail("backups do not run before: they could overwrite a good backup with nothing")
        .see(marker.toString())
        .remedy("imgapi restore; for an area that is new: imgapi restore --new-repo");
  }

  Finding journals() {
    List<Finding> left = new ArrayList<>();
    journal("restore.json").map(this::restore).ifPresent(left::add);
    journal("rotate.json")
        .filter(json -> !json.path("state").asText().equalsIgnoreCase(DONE))
        .map(this::rotation)
        .ifPresent(left::add);
    if (left.size() < 2) {
      return left.isEmpty() ? Finding.ok(CheckName.JOURNALS, "none") : left.get(0);
    }
    Finding first = left.get(0);
    Finding second = left.get(1);
    return Finding.fault(CheckName.JOURNALS, first.summary() + "; " + second.summary())
        .see(first.see())
        .remedy(first.remedy() + "; then: " + second.remedy());
  }

  private Finding restore(JsonNode json) {
    boolean placing = json.path("phase").asText().equals("placing");
    String snapshot = json.path("snapshot").asText();
    String finish = snapshot.isEmpty() ? "imgapi restore" : "imgapi restore --at " + snapshot;
    return Finding.fault(
            CheckName.JOURNALS,
            json.isMissingNode()
                ? "a restore, and its journal is damaged"
                : "a restore, begun at " + json.path("time").asText("an unknown time"))
        .detail(placing ? "the trees are changing: it can only be finished" : "")
        .see(inRun("restore.json").toString())
        .remedy("if none is running: " + finish + (placing ? "" : ", or: imgapi restore --abort"));
  }

  private Finding rotation(JsonNode json) {
    String state = json.path("state").asText();
    return Finding.fault(
            CheckName.JOURNALS,
            state.isEmpty()
                ? "a key rotation, and its journal is damaged"
                : "a key rotation, it is: " + state)
        .see(inRun("rotate.json").toString())
        .remedy("if none is running: imgapi rotate-key --resume, or: imgapi rotate-key --abort");
  }

  /** A journal that is there and is none is told of, never taken for one that is not there. */
  private Optional<JsonNode> journal(String name) {
    return scene
        .read(inRun(name))
        .map(
            content -> {
              try {
                return JSON.readTree(content);
              } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  private Path inRun(String name) {
    return scene.layout().run().resolve(name);
  }
}
