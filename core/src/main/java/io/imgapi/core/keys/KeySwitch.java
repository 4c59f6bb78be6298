/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.host.MdataEdit;
import io.imgapi.core.host.MdataEdit.Outcome;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RotationJournal.State;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The changes of a rotation to files and metadata, each with the one that takes it back. All are
 * safe to repeat, and to begin again after any end.
 */
final class KeySwitch {
  static final String NEXT = "instPubKeyNext";
  static final String CURRENT = "instPubKey";
  private static final int OWN_DIRECTORY = 0700;
  private final HostFiles files;
  private final KeyPlaces places;
  private final HostedKeys keys;
  private final ConfigKey config;
  private final MdataEdit metadata;
  private final Events events;

  KeySwitch(
      HostFiles files, KeyPlaces places, ConfigKey config, MdataEdit metadata, Events events) {
    this.files = files;
    this.places = places;
    this.keys = new HostedKeys(files);
    this.config = config;
    this.metadata = metadata;
    this.events = events;
  }

  /** Stages a pair that was just made. */
  void stage(RotationJournal journal, InstanceKey key) {
    makeDirectory(places.stagingDirectory());
    keys.put(places.staged(journal), key, Access.secret());
  }

  /** Whether the new pair lies where it was staged, or where the configuration names it. */
  boolean isWhole(RotationJournal journal) {
    return holds(places.staged(journal), journal) || holds(places.placed(journal), journal);
  }

  private boolean holds(Path file, RotationJournal journal) {
    return keys.look(file).filter(half -> half.hasId(journal.newKeyId())).isPresent();
  }

  /** Where the new pair can be read now. */
  Path wherever(RotationJournal journal) {
    return holds(places.staged(journal), journal) ? places.staged(journal) : places.placed(journal);
  }

  /** Names the new key to who puts it on the account. */
  void publish(String publicLine) {
    tell(metadata.put(NEXT, publicLine + "\n"));
  }

  /** Takes that back. */
  void unpublish() {
    tell(metadata.remove(NEXT));
  }

  /** Puts the new pair where the configuration will name it; the staged one stays for now. */
  void place(RotationJournal journal) {
    if (!holds(places.placed(journal), journal)
        || !isThere(HostedKeys.publicFile(places.placed(journal)))) {
      FileFacts etc = files.look(places.etc()).orElseThrow();
      keys.copy(wherever(journal), places.placed(journal), Access.like(etc));
    }
    makeDirectory(places.sshDirectory());
    link(places.placed(journal));
    link(HostedKeys.publicFile(places.placed(journal)));
  }

  private void link(Path target) {
    files.link(places.sshDirectory().resolve(target.getFileName()), target);
  }

  /** Makes metadata and, last, configuration name the new key; the old configuration is kept. */
  void turn(RotationJournal journal) {
    String line = keys.look(places.placed(journal)).orElseThrow().line();
    tell(metadata.put(CURRENT, line + "\n"));
    if (config.names(journal.oldKey(), journal.oldKeyId())) {
      makeDirectory(places.retiredDirectory());
      config.keepIn(places.retiredDirectory());
      config.set(journal.newKey(), journal.newKeyId());
    }
  }

  /** Makes them name the old one again. A configuration that names neither is left alone. */
  void turnBack(RotationJournal journal) {
    // Only a key that was being put away was moved, or lost its links.
    if (journal.state() == State.PROVEN && places.isInstanceKey(journal.oldKey())) {
      Path old = places.placedOld(journal);
      keys.move(places.retired(journal), old);
      link(old);
      link(HostedKeys.publicFile(old));
    }
    if (config.names(journal.newKey(), journal.newKeyId())) {
      config.set(journal.oldKey(), journal.oldKeyId());
    }
    journal
        .publicBefore()
        .ifPresentOrElse(
            line -> tell(metadata.put(CURRENT, line)), () -> tell(metadata.remove(CURRENT)));
  }

  /** Takes the new pair away from where the configuration named it; the staged one stays. */
  void displace(RotationJournal journal) {
    if (!holds(places.staged(journal), journal) && holds(places.placed(journal), journal)) {
      makeDirectory(places.stagingDirectory());
      keys.copy(places.placed(journal), places.staged(journal), Access.secret());
    }
    unlink(places.placed(journal));
    keys.delete(places.placed(journal));
    config.tidy(places.retiredDirectory());
  }

  /** Whether the new pair was put where the configuration names it. */
  boolean isPlaced(RotationJournal journal) {
    return isThere(places.placed(journal));
  }

  private boolean isThere(Path path) {
    return files.look(path).isPresent();
  }

  /** Deletes the staged pair and its directory. */
  void unstage(RotationJournal journal) {
    keys.delete(places.staged(journal));
    if (files.list(places.stagingDirectory()).filter(left -> left.isEmpty()).isPresent()) {
      files.delete(places.stagingDirectory());
    }
  }

  /**
   * Puts the old pair away, where it is the instance's own.
   *
   * @return where it lies now; empty where it stays
   */
  String retire(RotationJournal journal) {
    config.tidy(places.retiredDirectory());
    if (!places.isInstanceKey(journal.oldKey())) {
      return "";
    }
    makeDirectory(places.retiredDirectory());
    Path old = places.placedOld(journal);
    unlink(old);
    keys.move(old, places.retired(journal));
    return places.retired(journal).toString();
  }

  /** Takes the links to a pair away, by their exact names; what is no link stays. */
  private void unlink(Path file) {
    for (Path half : new Path[] {file, HostedKeys.publicFile(file)}) {
      Path link = places.sshDirectory().resolve(half.getFileName());
      if (files.look(link).filter(facts -> facts.kind() == Kind.LINK).isPresent()) {
        files.delete(link);
      }
    }
  }

  private void makeDirectory(Path directory) {
    files.makeDirectories(
        directory, new Access(OWN_DIRECTORY, OptionalInt.empty(), OptionalInt.empty()));
  }

  private void tell(Outcome outcome) {
    if (outcome == Outcome.NO_METADATA) {
      events.notice(
          Events.Level.INFO, "this is no zone: there is no metadata to keep the public key in");
    }
  }
}
