/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceIdentity;
import io.imgapi.core.mirror.MirrorLayout;

/**
 * Says why an area may not be written to, and what would have to be typed to do it all the same.
 */
final class OwnerRefusals {
  private static final String UNKNOWN = "unknown";
  private final MirrorLayout mirror;
  private final InstanceIdentity me;

  OwnerRefusals(MirrorLayout mirror, InstanceIdentity me) {
    this.mirror = mirror;
    this.me = me;
  }

  void requireTakeOver(OwnerRecord owner, TakeOver allowed) {
    boolean twin = owner.instance().equals(me.uuid());
    ImgapiException refusal =
        ImgapiException.of(
                ExitCode.NOT_OWNER,
                twin
                    ? "the backup area belongs to a copy of this instance, or this one lost its token"
                    : "the backup area belongs to another instance")
            .with("area", mirror.backup())
            .with("owner", owner.alias() + " (" + owner.instance() + ")")
            .with("since", owner.since().toString())
            .with("last written", owner.renewed().toString())
            .with("its key", owner.keyId().isEmpty() ? UNKNOWN : owner.keyId())
            .remedy(
                "if that instance is gone for good: stop it, take its key off the account, then add"
                    + " --take-over="
                    + owner.alias());
    allowed.require(owner.alias(), refusal);
  }

  void requireTakeOver(Standing.Damaged damaged, TakeOver allowed) {
    ImgapiException refusal =
        ImgapiException.of(
                ExitCode.NOT_OWNER,
                "the owner's record of the backup area is damaged: " + damaged.reason())
            .with("guard", "owner-record-damaged")
            .with("record", mirror.owner())
            .remedy(
                "make sure that no other instance writes to this area, then add --take-over="
                    + UNKNOWN);
    allowed.require(UNKNOWN, refusal);
  }

  ImgapiException rolledBack(Standing.Ahead ahead) {
    return ImgapiException.of(
            ExitCode.REFUSED,
            "the backup is ahead of the local tree: the data set was rolled back, or a copy of this"
                + " instance is running")
        .with("guard", "rolled-back-source")
        .with("backup's run", String.valueOf(ahead.record().seq()))
        .with("this tree's run", String.valueOf(ahead.known()))
        .with("last written", ahead.record().renewed().toString())
        .remedy(
            "to bring the newer state here: imgapi restore; where the older state is meant:"
                + " imgapi backup --local-is-truth");
  }
}
