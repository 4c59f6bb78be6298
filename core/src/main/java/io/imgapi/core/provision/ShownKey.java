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
import io.imgapi.triton.TritonException;
import io.imgapi.triton.vmapi.Vm;
import java.time.Duration;
import java.util.Optional;

/** Waits for the key that an instance made for itself and shows in its metadata. */
final class ShownKey {
  private static final int LOOKS = 60;
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private final TritonAccess triton;
  private final TypeNext next;

  ShownKey(TritonAccess triton, TypeNext next) {
    this.triton = triton;
    this.next = next;
  }

  /** The public half as a line; the instance's compute node knows it first (14.14). */
  String await(Vm vm) throws InterruptedException {
    for (int look = 1; ; look++) {
      Optional<String> key = look(vm);
      if (key.isPresent()) {
        return key.get();
      }
      if (look == LOOKS) {
        throw ImgapiException.of(
                ExitCode.TIMED_OUT, "the instance answers, but shows no key of its own")
            .with("vm", vm.uuid().toString())
            .with("metadata", "instPubKey")
            .remedy(
                "look in the zone at /var/log/setup.log; then go on: " + next.resume(vm.uuid()));
      }
      triton.options().sleeper().sleep(BETWEEN);
    }
  }

  private Optional<String> look(Vm vm) {
    try {
      return triton
          .vmapi()
          .vm(vm.uuid(), true)
          .metadata("instPubKey")
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    } catch (TritonException e) {
      throw TritonFailures.of("the instance's key cannot be looked up", e)
          .with("vm", vm.uuid().toString())
          .remedy("go on: " + next.resume(vm.uuid()));
    }
  }
}
