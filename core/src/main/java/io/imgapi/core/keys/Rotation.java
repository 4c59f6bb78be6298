/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.instancekey.PublicHalf;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RotationJournal.State;
import io.imgapi.core.store.AccessProbe.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The states of a rotation, each with its step to the next one. A step may be broken off anywhere
 * and be done again: the journal is written last.
 */
final class Rotation {
  private static final int QUESTIONS = 12;
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);
  private final RotationTools tools;
  private final WayBack wayBack;
  private Exclusion.Held alone;
  private boolean accepted;

  Rotation(RotationTools tools) {
    this.tools = tools;
    this.wayBack = new WayBack(tools);
  }

  /** Begins: journal first, then the new pair. */
  RotationResult begin(
      MantaSettings manta, String token, Optional<String> publicBefore, Dialogue dialogue) {
    InstanceKey key = tools.newKeys().get();
    RotationJournal journal =
        new RotationJournal(
            State.GENERATED,
            token,
            manta.key(),
            manta.keyId(),
            KeyPlaces.configured(key.name()),
            key.sha256(),
            publicBefore,
            tools.clock().instant(),
            tools.clock().instant());
    tools.journal().begin(journal);
    tools.events().stands(Standing.of(journal, tools.request()));
    tools.change().stage(journal, key);
    return goOn(journal, dialogue);
  }

  /** Goes on from any state to the end, or to the next place where it rests. */
  RotationResult goOn(RotationJournal begun, Dialogue dialogue) {
    RotationJournal journal = begun;
    tools.events().stands(Standing.of(journal, tools.request()));
    try {
      if (journal.state().isSwitching()) {
        alone = tools.exclusion().take(tools.request());
      }
      while (journal.state() != State.PROVEN) {
        tools.turn().renew();
        if (journal.state() == State.PUBLISHED
            && tools.change().isWhole(journal)
            && !isWanted(journal, dialogue)) {
          return new RotationResult(
              journal.state(),
              false,
              Optional.of(old(journal)),
              Optional.empty(),
              tools.places().staged(journal).toString());
        }
        journal = step(journal);
      }
    } finally {
      if (alone != null) {
        alone.close();
      }
    }
    return retire(journal);
  }

  private RotationJournal step(RotationJournal journal) {
    return switch (journal.state()) {
      case GENERATED -> publish(whole(journal));
      case PUBLISHED -> tools.change().isWhole(journal) ? accept(journal) : whole(journal);
      case ACCEPTED -> turn(journal);
      case SWITCHED -> prove(journal);
      case PROVEN, RETIRED -> throw new IllegalStateException("nothing is left to be done");
    };
  }

  /** The same rotation with a pair that is there: one that got lost is made anew. */
  private RotationJournal whole(RotationJournal journal) {
    if (tools.change().isWhole(journal)) {
      return journal;
    }
    if (journal.state() != State.GENERATED) {
      tools
          .events()
          .notice(
              Events.Level.WARN,
              "the new key is gone; another one is made, and has to be put on the account");
    }
    tools.change().unstage(journal);
    InstanceKey key = tools.newKeys().get();
    RotationJournal anew =
        tools
            .journal()
            .write(
                journal.withKey(
                    KeyPlaces.configured(key.name()), key.sha256(), tools.clock().instant()));
    tools.change().stage(anew, key);
    return anew;
  }

  private RotationJournal publish(RotationJournal journal) {
    tools.change().publish(newHalf(journal).line());
    return tools.reached(journal, State.PUBLISHED);
  }

  private boolean isWanted(RotationJournal journal, Dialogue dialogue) {
    dialogue.show(onAccount(newHalf(journal)));
    return dialogue.goOn();
  }

  private RotationJournal accept(RotationJournal journal) {
    tools.turn().renew();
    awaitAcceptance(journal);
    alone = tools.exclusion().take(tools.request());
    return tools.reached(journal, State.ACCEPTED);
  }

  private void awaitAcceptance(RotationJournal journal) {
    Path file = tools.change().wherever(journal);
    new Acceptance(tools)
        .await(tools.config().manta(), tools.keys().secret(file).orElseThrow(), journal.newKeyId());
    accepted = true;
  }

  private RotationJournal turn(RotationJournal journal) {
    try {
      requireKnownConfig(journal);
      if (!tools.change().isWhole(journal)) {
        return whole(wayBack.go(journal));
      }
      if (!accepted) {
        awaitAcceptance(journal);
      }
      tools.turn().renew();
      tools.change().place(journal);
      tools.change().turn(journal);
    } catch (ImgapiException e) {
      throw atRestAgain(journal, e);
    }
    return tools.reached(journal, State.SWITCHED);
  }

  /** What cannot be switched must not keep backups away. */
  private ImgapiException atRestAgain(RotationJournal journal, ImgapiException reason) {
    try {
      wayBack.withoutRestart(journal);
    } catch (ImgapiException e) {
      reason.addSuppressed(e);
    }
    return reason.remedy().contains(tools.request().toResume())
        ? reason
        : reason.remedy(
            (reason.remedy().isEmpty() ? "" : reason.remedy() + "; ")
                + "the service goes on with the old key; then: "
                + tools.request().toResume()
                + ", or give it up: "
                + tools.request().toAbort());
  }

  private RotationJournal prove(RotationJournal journal) {
    requireKnownConfig(journal);
    try {
      tools.change().place(journal);
      tools.change().turn(journal);
      tools.service().restart(tools.config().read().service());
      askManta();
    } catch (ImgapiException e) {
      throw wayBack.because(e, journal);
    }
    RotationJournal proven = tools.reached(journal, State.PROVEN);
    alone.close();
    alone = null;
    return proven;
  }

  /** Reaches Manta with what the configuration says now. */
  private void askManta() {
    MantaSettings manta = tools.config().manta();
    Path file = tools.places().file(manta.key());
    String key = tools.keys().secret(file).orElse("");
    Answer answer = tools.probe().ask(manta, key, file.toString());
    for (int asked = 1; asked < QUESTIONS && !answer.isAccepted(); asked++) {
      tools.sleeper().pause(BETWEEN_QUESTIONS);
      answer = tools.probe().ask(manta, key, file.toString());
    }
    if (!answer.isAccepted()) {
      throw ImgapiException.of(
              ExitCode.FAILED, "Manta cannot be reached with the new key: " + answer.detail())
          .with("manta", manta.shownUrl())
          .with("key id", manta.keyId());
    }
  }

  private RotationResult retire(RotationJournal journal) {
    if (!tools.config().names(journal.newKey(), journal.newKeyId())) {
      throw changedConfig(journal);
    }
    KeyOnAccount leaving = old(journal);
    KeyOnAccount current = onAccount(newHalf(journal));
    tools.turn().renew();
    String kept = tools.change().retire(journal);
    tools.change().unpublish();
    tools.change().unstage(journal);
    tools.journal().delete();
    tools.events().stands("");
    return new RotationResult(
        State.RETIRED, false, Optional.of(current), Optional.of(leaving), kept);
  }

  /**
   * Gives the rotation up: the service is brought back to the old key where it may use the new one.
   *
   * @param keep whether the new pair stays staged
   */
  RotationResult abort(RotationJournal begun, boolean keep) {
    RotationJournal journal = begun;
    tools.events().stands(Standing.of(journal, tools.request()));
    Optional<KeyOnAccount> made = newHalfIfThere(journal).map(this::onAccount);
    if (journal.state().compareTo(State.ACCEPTED) >= 0) {
      alone = tools.exclusion().take(tools.request());
      try {
        journal =
            journal.state() != State.ACCEPTED || tools.change().isPlaced(journal)
                ? wayBack.go(journal)
                : wayBack.withoutRestart(journal);
      } finally {
        alone.close();
      }
    }
    KeyOnAccount current = old(journal);
    String kept = keep && made.isPresent() ? tools.places().staged(journal).toString() : "";
    tools.change().unpublish();
    if (!keep) {
      tools.change().unstage(journal);
    }
    tools.journal().delete();
    tools.events().stands("");
    return new RotationResult(State.GENERATED, true, Optional.of(current), made, kept);
  }

  private void requireKnownConfig(RotationJournal journal) {
    ConfigKey config = tools.config();
    if (!config.names(journal.oldKey(), journal.oldKeyId())
        && !config.names(journal.newKey(), journal.newKeyId())) {
      throw changedConfig(journal);
    }
  }

  private ImgapiException changedConfig(RotationJournal journal) {
    return ImgapiException.of(
            ExitCode.CONFIG_INVALID,
            "the configuration names another key than this rotation left there")
        .with("file", tools.config().file().toString())
        .with("manta.keyId", tools.config().manta().keyId())
        .with("old key id", journal.oldKeyId())
        .with("new key id", journal.newKeyId())
        .remedy("correct manta.key and manta.keyId, then go on: " + tools.request().toResume());
  }

  private PublicHalf newHalf(RotationJournal journal) {
    return newHalfIfThere(journal).orElseThrow();
  }

  private Optional<PublicHalf> newHalfIfThere(RotationJournal journal) {
    return tools.keys().look(tools.change().wherever(journal));
  }

  private KeyOnAccount onAccount(PublicHalf half) {
    return KeysOnAccount.of(tools.config().manta(), half);
  }

  private KeyOnAccount old(RotationJournal journal) {
    Path configured = tools.places().file(journal.oldKey());
    Path file =
        tools.files().look(configured).isPresent() ? configured : tools.places().retired(journal);
    return KeysOnAccount.of(tools.config().manta(), tools.keys(), file, journal.oldKeyId());
  }
}
