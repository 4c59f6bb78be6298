/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.Datacenters;
import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.FindDatacenter;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.event.Events;
import io.imgapi.core.registration.CloudapiLogin;
import io.imgapi.core.registration.KeyRegistration;
import io.imgapi.core.registration.Registrations;
import io.imgapi.core.ssh.SshLogin;
import java.util.Optional;
import java.util.UUID;

/** Opens data centres from this machine or from a headnode that is reached over SSH. */
record OpenDatacenters(OpenHosts hosts, Surroundings surroundings) implements Datacenters {
  @Override
  public TritonAccess open(DatacenterRequest request, Optional<SshLogin> headnode) {
    return new FindDatacenter(surroundings.clock(), surroundings.sleeper()::sleep)
        .open(request, hosts.on(headnode), surroundings.uuids().get());
  }

  @Override
  public KeyRegistration registration(TritonAccess triton, Events events) {
    return registrations(events).operator(triton);
  }

  @Override
  public KeyRegistration registration(
      CloudapiLogin login, Optional<SshLogin> headnode, Events events) {
    return registrations(events)
        .account(login, hosts.on(headnode), headnode.isEmpty(), surroundings.uuids().get());
  }

  private Registrations registrations(Events events) {
    return new Registrations(
        surroundings.clock(), surroundings.sleeper(), surroundings.environment(), events);
  }

  @Override
  public UUID freshUuid() {
    return UUID.fromString(surroundings.uuids().get());
  }
}
