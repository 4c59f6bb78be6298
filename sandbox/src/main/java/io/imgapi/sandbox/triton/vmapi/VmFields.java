/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the record of every VM has: triton-apis.md 8.3. */
public final class VmFields {
  /** The compute node that everything is on. */
  public static final String SERVER = "44454c4c-5300-1057-804e-b5c04f4b3258";

  private static final String POOL = "zones";
  private static final int MIB_OF_GIB = 1024;

  private VmFields() {}

  /**
   * Adds to a VM what it has by its package and by being one.
   *
   * @param size its package; a missing node where it has none
   */
  public static ObjectNode complete(ObjectNode vm, JsonNode size) {
    String uuid = vm.path("uuid").asText();
    for (String name :
        List.of("cpu_cap", "max_lwps", "max_physical_memory", "max_swap", "zfs_io_priority")) {
      vm.put(name, size.path(name).asInt());
    }
    vm.putArray("snapshots");
    vm.putObject("internal_metadata");
    return vm.put("cpu_shares", size.path("fss").asInt())
        .put("max_locked_memory", size.path("max_physical_memory").asInt())
        .put("ram", size.path("max_physical_memory").asInt())
        // A package counts its quota in MiB, a VM in GiB.
        .put("quota", size.path("quota").asInt() / MIB_OF_GIB)
        .put("autoboot", true)
        .put("firewall_enabled", false)
        .put("limit_priv", "default")
        .put("platform_buildstamp", "20260401T000000Z")
        .put("server_uuid", SERVER)
        .put("zpool", POOL)
        .put("zfs_filesystem", POOL + "/" + uuid)
        .put("zonepath", "/" + POOL + "/" + uuid)
        .putNull("destroyed");
  }
}
