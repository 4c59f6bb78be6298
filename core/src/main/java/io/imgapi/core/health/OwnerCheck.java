/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.ownership.OwnerRecord;
import io.imgapi.core.ownership.OwnerView;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whose the backup area is.
 *
 * @param uuid of this instance; empty where it has none yet
 */
record OwnerCheck(Scene scene, Supplier<Optional<String>> uuid) {

  /**
   * Judges.
   *
   * @param areas the area's record; empty where there is none
   * @param hasSnapshots whether somebody owned it once
   */
  Finding judge(MantaSettings settings, Optional<byte[]> areas, boolean hasSnapshots) {
    Path own = scene.layout().run().resolve("owner.json");
    OwnerView view =
        OwnerView.of(scene.read(own), uuid.get().orElse(""), settings.layout().rootDir(), areas);
    String where = settings.layout().owner();
    return switch (view.standing()) {
      case OURS ->
          Finding.ok(
              CheckName.OWNER,
              "this instance, last written " + Words.of(view.record().orElseThrow().renewed()));
      case FREE ->
          hasSnapshots
              ? damaged("it is not there, although there are snapshots", where)
              : Finding.ok(CheckName.OWNER, "nobody yet; the first restore or backup claims it");
      case FOREIGN -> foreign(view.record().orElseThrow(), view.detail(), where);
      case AHEAD ->
          Finding.fault(CheckName.OWNER, "the local data is older than its backup")
              .detail(view.detail())
              .see(where)
              .remedy(
                  "to bring the newer state here: imgapi restore; where the older one is meant:"
                      + " imgapi backup --local-is-truth");
      case DAMAGED -> damaged(view.detail(), where);
    };
  }

  private static Finding foreign(OwnerRecord owner, String detail, String where) {
    String seen = "last written " + Words.of(owner.renewed());
    return Finding.fault(
            CheckName.OWNER, "another instance: " + owner.alias() + " (" + owner.instance() + ")")
        .detail(detail.isEmpty() ? seen : seen + "; " + detail)
        .see(where)
        .remedy(
            "find out which one is right; if that one is gone for good:"
                + " imgapi restore --take-over="
                + owner.alias());
  }

  private static Finding damaged(String reason, String where) {
    return Finding.fault(CheckName.OWNER, "the owner's record is damaged: " + reason)
        .see(where)
        .remedy(
            "make sure that no other instance writes to this area, then:"
                + " imgapi backup --take-over=unknown");
  }
}
