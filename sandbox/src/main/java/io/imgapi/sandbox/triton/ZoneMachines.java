/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.triton.vmapi.Machines;
import io.imgapi.sandbox.zone.ZoneReport;
import io.imgapi.sandbox.zone.ZoneRequest;
import io.imgapi.sandbox.zone.ZoneRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** VMs that become the zones of the sandbox. */
final class ZoneMachines implements Machines {
  private static final String USER_SCRIPT = "user-script";
  private final ZoneRuntime zones;

  ZoneMachines(ZoneRuntime zones) {
    this.zones = zones;
  }

  @Override
  public Running create(String uuid, String alias, Map<String, String> metadata) {
    Map<String, String> own = new LinkedHashMap<>(metadata);
    own.remove(USER_SCRIPT);
    return running(zones.boot(new ZoneRequest(alias, own, false, false).withUuid(uuid)));
  }

  @Override
  public Running reprovision(String alias) {
    return running(zones.replaceRootDisk(alias));
  }

  @Override
  public void destroy(String alias) {
    zones.destroy(alias);
  }

  @Override
  public void discard(String uuid, String alias) {
    zones.discard(alias, uuid);
  }

  @Override
  public Optional<String> metadata(String alias, String key) {
    try {
      return zones.metadata(alias, key);
    } catch (SandboxException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void changeMetadata(String alias, Map<String, Optional<String>> changes) {
    Map<String, Optional<String>> own = new LinkedHashMap<>(changes);
    own.remove(USER_SCRIPT);
    try {
      zones.changeMetadata(alias, own);
    } catch (SandboxException failure) {
      // The core zones are not simulated: nobody reads their metadata.
      if (failure.reason() != SandboxException.Reason.NO_SUCH_ZONE) {
        throw failure;
      }
    }
  }

  private static Running running(ZoneReport zone) {
    return new Running(zone.https().replaceFirst("^https://", ""));
  }
}
