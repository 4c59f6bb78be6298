/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.state.Records;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes records of VMs, which keep when that was. */
final class VmChanges {
  private final Records vms;
  private final Clock clock;

  VmChanges(Records vms, Clock clock) {
    this.vms = vms;
    this.clock = clock;
  }

  Optional<ObjectNode> change(String uuid, UnaryOperator<ObjectNode> change) {
    return vms.change(
        uuid, vm -> change.apply(vm).put("last_modified", clock.instant().toString()));
  }
}
