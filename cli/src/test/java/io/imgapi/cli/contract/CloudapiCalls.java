/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static io.imgapi.cli.contract.ClientCalls.VM;
import static io.imgapi.cli.contract.ClientCalls.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.cloudapi.CloudKey;
import java.util.Map;

/** Calls of CloudAPI, which the sandbox does not have. */
final class CloudapiCalls {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl contract";

  private CloudapiCalls() {}

  static void add(Map<String, ClientCalls.Check> calls) {
    calls.put(
        "cloudapi/key-added",
        clients ->
            assertThat(clients.cloudapi().addKey("contract", KEY))
                .isEqualTo(new CloudKey("contract", "aa:bb", KEY)));
    calls.put(
        "cloudapi/key-refused",
        clients -> {
          TritonException failure =
              fails(Kind.REJECTED, () -> clients.cloudapi().addKey("contract", KEY));
          assertThat(failure.code()).isEqualTo("InvalidArgument");
        });
    calls.put(
        "cloudapi/key-removed",
        clients -> {
          clients.cloudapi().removeKey("aa:bb");
          clients.cloudapi().removeKey("aa:bb");
        });
    calls.put(
        "cloudapi/machine",
        clients ->
            assertThat(clients.cloudapi().machine(VM).metadata()).containsEntry("instPubKey", KEY));
    calls.put(
        "cloudapi/credentials-refused",
        clients -> {
          TritonException failure = fails(Kind.REFUSED, () -> clients.cloudapi().keys());
          assertThat(failure.code()).isEqualTo("InvalidCredentials");
          assertThat(failure.requestId()).contains("theirs");
        });
    calls.put(
        "cloudapi/throttled", clients -> fails(Kind.UNAVAILABLE, () -> clients.cloudapi().keys()));
  }
}
