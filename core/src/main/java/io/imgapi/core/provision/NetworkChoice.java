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
import io.imgapi.triton.napi.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the network: the one that is named, else the external one (triton-apis.md 5; 14.9). */
final class NetworkChoice {
  private static final String EXTERNAL = "external";
  private final TritonAccess triton;

  NetworkChoice(TritonAccess triton) {
    this.triton = triton;
  }

  Network choose(Optional<String> nameOrUuid, UUID owner) {
    try {
      List<Network> pools = triton.napi().pools(owner);
      if (nameOrUuid.isPresent()) {
        List<Network> all = new ArrayList<>(pools);
        all.addAll(triton.napi().networks(owner));
        return named(nameOrUuid.get(), all);
      }
      List<Network> external = external(pools);
      return only(external.isEmpty() ? external(triton.napi().networks(owner)) : external);
    } catch (TritonException e) {
      throw TritonFailures.of("the networks cannot be looked up", e);
    }
  }

  private static Network named(String nameOrUuid, List<Network> all) {
    List<Network> found =
        all.stream()
            .filter(
                one -> one.name().equals(nameOrUuid) || one.uuid().toString().equals(nameOrUuid))
            .toList();
    if (found.isEmpty()) {
      throw ImgapiException.of(
              ExitCode.FAILED, "there is no network " + nameOrUuid + " that this owner may use")
          .remedy("use one of: " + list(all));
    }
    return only(found);
  }

  private static List<Network> external(List<Network> all) {
    return all.stream()
        .filter(one -> one.family().equals("ipv4") && one.nicTags().contains(EXTERNAL))
        .toList();
  }

  private static Network only(List<Network> found) {
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw ImgapiException.of(ExitCode.FAILED, "this owner may use no external network of IPv4")
          .remedy("let the owner use one, or name a network with --network");
    }
    throw ImgapiException.of(
            ExitCode.USAGE, found.size() + " networks can be meant, and none is better than others")
        .remedy("name one with --network: " + list(found));
  }

  private static String list(List<Network> networks) {
    return String.join(
        ", ", networks.stream().map(one -> one.name() + " (" + one.uuid() + ")").toList());
  }
}
