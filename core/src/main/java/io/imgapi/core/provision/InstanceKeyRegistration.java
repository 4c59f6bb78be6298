/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.ufds.KeyLine;
import io.imgapi.triton.ufds.UfdsUser;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Learns an instance's key, and puts it on its Manta account (triton-apis.md 3.3; 14.14). */
final class InstanceKeyRegistration {
  private static final int LOOKS = 60;
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private final TritonAccess triton;
  private final Events events;

  InstanceKeyRegistration(TritonAccess triton, Events events) {
    this.triton = triton;
    this.events = events;
  }

  /** The key that the instance made for itself; its compute node knows it first. */
  Optional<String> keyOf(UUID vm) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      try {
        Optional<String> key =
            triton.vmapi().vm(vm, true).metadata("instPubKey").map(String::strip);
        if (key.isPresent()) {
          return key;
        }
      } catch (TritonException e) {
        throw TritonFailures.of("the instance's key cannot be looked up", e)
            .with("vm", vm.toString());
      }
      triton.options().sleeper().sleep(BETWEEN);
    }
    return Optional.empty();
  }

  /** Puts the key on the account, at the master. Safe to repeat. */
  void register(String login, String key) {
    try {
      UfdsUser account =
          triton
              .masterUfds()
              .user(login)
              .orElseThrow(
                  () ->
                      ImgapiException.of(
                              ExitCode.FAILED,
                              "there is no account " + login + " to put the key on")
                          .remedy("put this key on the account by hand: " + key));
      KeyLine line = KeyLine.parse(key);
      triton
          .masterUfds()
          .addKey(account.uuid(), line.comment().isEmpty() ? line.md5() : line.comment(), key);
      events.notice(Events.Level.INFO, "the instance's key is on the account " + login);
    } catch (TritonException e) {
      throw TritonFailures.of("the instance's key cannot be put on the account " + login, e)
          .remedy("the instance runs; put this key on the account by hand: " + key);
    }
  }
}
