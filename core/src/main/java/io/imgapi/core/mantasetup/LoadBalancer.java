/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.triton.sapi.Application;
import io.imgapi.triton.vmapi.Nic;
import io.imgapi.triton.vmapi.Vm;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The Manta of the same cloud by its first load balancer (triton-apis.md 8.4; 14.55): first by
 * alias, so that it is the same one each time.
 */
final class LoadBalancer {
  /** What is typed instead of an address. */
  static final String FIRST = "FIRST-LB";

  private final TritonAccess triton;
  private final Events events;

  LoadBalancer(TritonAccess triton, Events events) {
    this.triton = triton;
    this.events = events;
  }

  /** Its address as a URL. */
  String url() {
    List<Application> manta = triton.sapi().applications("manta", true);
    if (manta.isEmpty()) {
      throw none("SAPI has no application manta");
    }
    List<Vm> balancers =
        triton
            .vmapi()
            .vms(
                Map.of(
                    "owner_uuid",
                    manta.get(0).owner().toString(),
                    "tag.manta_role",
                    "loadbalancer",
                    "state",
                    "running"))
            .stream()
            .sorted(Comparator.comparing(Vm::alias).thenComparing(Vm::uuid))
            .toList();
    for (Vm vm : balancers) {
      for (Nic nic : vm.nics()) {
        if (nic.nicTag().equals("external") && !nic.ip().isEmpty()) {
          if (balancers.size() > 1) {
            events.notice(
                Events.Level.INFO,
                "of %d load balancers it is %s".formatted(balancers.size(), vm.alias()));
          }
          return "https://" + nic.ip();
        }
      }
    }
    throw none(
        balancers.isEmpty()
            ? "no load balancer of Manta is running in this data centre"
            : "no load balancer of Manta has an external address");
  }

  private static ImgapiException none(String why) {
    return ImgapiException.of(ExitCode.FAILED, FIRST + " names nothing: " + why)
        .remedy("name Manta by its address, for example: https://manta.us-east.example.com");
  }
}
