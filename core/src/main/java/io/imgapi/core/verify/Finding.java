/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.snapshot.SnapshotId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Something that is wrong, or worth a note.
 *
 * @param kind in which way
 * @param object full path in Manta, or of a local file
 * @param paths files whose content a small content is, relative to the backup area; empty for
 *     everything else
 * @param need what it must be, as far as somebody says
 * @param found what is there instead, in words
 * @param images images that need it
 * @param snapshots snapshots that need it
 * @param repair how a repair went; empty where none was asked for
 */
public record Finding(
    Kind kind,
    String object,
    SortedSet<String> paths,
    Need need,
    String found,
    SortedSet<UUID> images,
    SortedSet<SnapshotId> snapshots,
    Optional<Repair> repair) {

  /**
   * How a repair went.
   *
   * @param words from where it came, or why nothing could be done
   */
  public record Repair(Outcome outcome, String words) {

    /** How it ended. */
    public enum Outcome {
      /** It is as it must be now. */
      DONE,
      /** It could be put right, and only the plan was wanted. */
      POSSIBLE,
      /** Nothing was changed. */
      IMPOSSIBLE
    }

    static Repair done(String words) {
      return new Repair(Outcome.DONE, words);
    }

    static Repair possible(String words) {
      return new Repair(Outcome.POSSIBLE, words);
    }

    static Repair impossible(String words) {
      return new Repair(Outcome.IMPOSSIBLE, words);
    }

    /** Whether it is as it must be now. */
    public boolean isDone() {
      return outcome == Outcome.DONE;
    }
  }

  /** Whether it was put right. */
  public boolean isRepaired() {
    return repair.filter(Repair::isDone).isPresent();
  }

  /** The same after a repair was tried. */
  Finding after(Repair tried) {
    return new Finding(kind, object, paths, need, found, images, snapshots, Optional.of(tried));
  }

  /** What is expected, in words. */
  public String expected() {
    String words = need.words();
    return switch (kind) {
      case SNAPSHOT_UNREADABLE -> "a whole list";
      case ARCHIVE_MISSING, ARCHIVE_DAMAGED ->
          "an archive of every manifest that its list names"
              + (words.isEmpty() ? "" : ", " + words);
      case MANIFEST_DAMAGED, LOCAL_MANIFEST_TORN ->
          "a whole manifest of that image" + (words.isEmpty() ? "" : ", " + words);
      default -> words.isEmpty() ? "a file" : words;
    };
  }

  /** What to type next; empty where it was repaired or nothing has to be done. */
  public String next() {
    if (isRepaired()) {
      return "";
    }
    boolean tried = repair.filter(r -> r.outcome() == Repair.Outcome.IMPOSSIBLE).isPresent();
    return switch (kind) {
      case MANIFEST_DAMAGED, MANIFEST_MISSING, MANIFEST_DIFFERS ->
          tried ? "imgapi backup, where the image is" : "imgapi verify --repair";
      case FILE_MISSING, FILE_DAMAGED, DATA_DAMAGED ->
          tried
              ? "bring the file back to where it belongs locally, then: imgapi backup"
              : "imgapi verify --repair";
      case BLOB_MISSING, BLOB_DAMAGED, ARCHIVE_MISSING, ARCHIVE_DAMAGED ->
          tried ? removal() : "imgapi verify --repair";
      case SNAPSHOT_UNREADABLE -> removal();
      case MANTA_FILE_MISSING, MANTA_FILE_DAMAGED ->
          "look at it: imgapi manta info "
              + object
              + "; if it stands, the image has to be imported again";
      case LOCAL_FILE_MISNAMED -> "imgapi verify --local --repair";
      case LOCAL_FILE_MISSING -> "if the backup has it (imgapi verify): imgapi restore";
      case LOCAL_MANIFEST_TORN, LOCAL_FILE_DAMAGED ->
          "if the backup is whole (imgapi verify): imgapi restore --replace";
      case MUTABLE_DIFFERS -> "";
    };
  }

  private String removal() {
    return snapshots.stream()
        .map(id -> "imgapi snapshots remove " + id)
        .collect(Collectors.joining("; "));
  }
}
