/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.vmapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A VM to be made (triton-apis.md 8.1). Its uuid is chosen before, so that it can be asked for when
 * the answer is lost.
 *
 * @param billing uuid of the package
 * @param network uuid of a network or pool
 */
public record NewVm(
    UUID uuid,
    String alias,
    UUID owner,
    UUID billing,
    UUID network,
    String brand,
    UUID image,
    boolean delegateDataset,
    ObjectNode tags,
    ObjectNode customerMetadata) {
  @Override
  public String toString() {
    return "new VM " + alias + " " + uuid;
  }
}
