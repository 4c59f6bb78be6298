/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.ownership.OwnerRecord;
import io.imgapi.core.ownership.SeenOwner;
import java.time.temporal.ChronoUnit;

/** Whose an area is, as plans say it. */
final class OwnerText {
  private OwnerText() {}

  /** The lines of it; none where nobody owns the area. */
  static String of(SeenOwner owner) {
    return owner
        .record()
        .map(record -> of(record, owner))
        .orElse(
            owner.takesOver()
                ? "owner:             unknown, its record is damaged; taken over by this run\n"
                : "");
  }

  private static String of(OwnerRecord record, SeenOwner owner) {
    String written = record.renewed().truncatedTo(ChronoUnit.SECONDS).toString();
    if (!owner.takesOver()) {
      return "owner:             %s, last written %s%n".formatted(record.alias(), written);
    }
    return """
        owner:             %s (%s)
                           since %s, last written %s
                           taken over by this run
        """
            .formatted(
                record.alias(),
                record.instance(),
                record.since().truncatedTo(ChronoUnit.SECONDS),
                written)
        + "its key:           %s%n".formatted(key(record, owner));
  }

  private static String key(OwnerRecord record, SeenOwner owner) {
    if (owner.sharesKey()) {
      return "this instance's own, so only stopping the old server keeps it from writing";
    }
    return record.keyId().isEmpty()
        ? "unknown; take it off the account, so that the old server can write no more"
        : record.keyId() + "; take it off the account, so that the old server can write no more";
  }

  /** The same in a plan's JSON. */
  static void put(ObjectNode plan, SeenOwner owner) {
    plan.put("takesOver", owner.takesOver());
    owner
        .record()
        .ifPresent(
            record ->
                plan.put("owner", record.alias())
                    .put("ownerInstance", record.instance())
                    .put("ownerRenewed", record.renewed().toString())
                    .put("ownerKeyId", record.keyId()));
  }
}
