/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.datacenter.FindVm;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.ufds.KeyLine;
import io.imgapi.triton.ufds.UfdsUser;
import io.imgapi.triton.vmapi.Vm;

/** Every account, at the master UFDS, which alone hands changes on (triton-apis.md 3.3). */
public final class OperatorAccounts implements Accounts {
  private final TritonAccess triton;

  /** Works on one data centre, which the caller closes. */
  public OperatorAccounts(TritonAccess triton) {
    this.triton = triton;
  }

  @Override
  public String place() {
    return "UFDS";
  }

  @Override
  public boolean add(String login, String name, String publicLine) {
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
                          .remedy(Refusals.byHand(publicLine)));
      KeyLine line = Refusals.parsed(publicLine);
      boolean there =
          triton.masterUfds().keys(account.uuid()).stream()
              .anyMatch(key -> key.fingerprint().equals(line.md5()));
      triton.masterUfds().addKey(account.uuid(), name, publicLine);
      return !there;
    } catch (TritonException e) {
      throw Refusals.of(login, publicLine, e);
    }
  }

  @Override
  public ShownInstance instance(String uuidOrAlias) {
    Vm vm = new FindVm(triton).find(uuidOrAlias);
    try {
      // What was found by its alias may be older than what its compute node knows.
      Vm now = triton.vmapi().vm(vm.uuid(), true);
      return new ShownInstance(
          now.uuid().toString(),
          now.alias(),
          MantaOfInstance.in(now::metadata),
          now.metadata("instPubKey").map(String::strip).filter(text -> !text.isEmpty()));
    } catch (TritonException e) {
      throw TritonFailures.of("the instance's key cannot be looked up", e)
          .with("vm", vm.uuid().toString());
    }
  }

  @Override
  public void close() {
    // Whoever opened the data centre closes it.
  }
}
