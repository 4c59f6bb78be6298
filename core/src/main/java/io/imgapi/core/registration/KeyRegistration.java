/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.acceptance.AwaitAcceptance;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.store.AccessProbe.Answer;
import io.imgapi.core.store.AccessProbe.Kind;
import io.imgapi.core.time.Sleeper;
import io.imgapi.triton.ufds.KeyLine;
import java.time.Clock;
import java.util.Optional;

/** Puts a public key on an account and learns whether Manta accepts it. To be closed. */
public final class KeyRegistration implements AutoCloseable {
  private final Accounts accounts;
  private final AccessProbe probe;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Events events;

  /** Through these accounts, which it closes; Manta is asked through this probe. */
  public KeyRegistration(
      Accounts accounts, AccessProbe probe, Clock clock, Sleeper sleeper, Events events) {
    this.accounts = accounts;
    this.probe = probe;
    this.clock = clock;
    this.sleeper = sleeper;
    this.events = events;
  }

  /** Where keys are put. */
  public Accounts accounts() {
    return accounts;
  }

  /**
   * Puts a key on the account of Manta. Safe to repeat.
   *
   * @return whether it was not there before
   * @throws ImgapiException as {@link Accounts#add}; {@code REFUSED} where Manta is used as a
   *     sub-user, whose keys are not an account's
   */
  public boolean put(String user, String publicLine) {
    if (user.contains("/")) {
      throw ImgapiException.of(
              ExitCode.REFUSED, "Manta is used as the sub-user " + user + ", not as an account")
          .remedy("put this key on the sub-user by hand: " + publicLine);
    }
    boolean added = accounts.add(user, name(publicLine), publicLine);
    events.notice(
        Events.Level.INFO,
        added
            ? "the key is on the account " + user + " now, put there through " + accounts.place()
            : "the key is on the account " + user + " already");
    return added;
  }

  /** What a key is called on an account: its comment, else its fingerprint. */
  static String name(String publicLine) {
    KeyLine line = Refusals.parsed(publicLine);
    return line.comment().isEmpty() ? line.md5() : line.comment();
  }

  /**
   * Waits until Manta accepts a key; its private half is not needed. Safe to repeat.
   *
   * @param again what to type to ask again later
   * @throws ImgapiException {@code TIMED_OUT} where it is not accepted in time, or Manta cannot be
   *     asked from here
   */
  public void awaitAccepted(MantaSettings manta, String publicLine, KeyWait wait, String again) {
    events.stands("The key is on the account. Ask Manta for it again with: " + again);
    Optional<Answer> last =
        new AwaitAcceptance(clock, sleeper, new Step(events))
            .await(() -> asked(manta, publicLine), wait.settle(), wait.timeout());
    if (last.isPresent()) {
      throw late(manta, publicLine, wait, last.get(), again);
    }
    events.notice(Events.Level.INFO, "Manta accepts the key");
  }

  private Answer asked(MantaSettings manta, String publicLine) {
    Answer answer = probe.askAbout(manta, publicLine);
    if (answer.kind() == Kind.UNKNOWN) {
      events.notice(Events.Level.WARN, "Manta cannot be asked, trying on: " + answer.detail());
    }
    return answer;
  }

  private static ImgapiException late(
      MantaSettings manta, String publicLine, KeyWait wait, Answer last, String again) {
    boolean silent = last.kind() == Kind.UNKNOWN;
    ImgapiException failure =
        ImgapiException.of(
                ExitCode.TIMED_OUT,
                silent
                    ? "the key is on the account, but whether Manta accepts it cannot be seen from here"
                    : "the key is on the account, but Manta does not accept it after "
                        + wait.timeout().toSeconds()
                        + " s")
            .with("manta", manta.shownUrl())
            .with("account", manta.user())
            .with("key", publicLine);
    return (last.isAccepted() ? failure : failure.with("last answer", last.detail()))
        .remedy(
            "ask again: "
                + again
                + (silent ? "; or leave it to the instance: the same with --key-timeout 0" : ""));
  }

  @Override
  public void close() {
    accounts.close();
  }
}
