/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.images;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A manifest, as far as provisioning looks at it (triton-apis.md 6.1).
 *
 * @param state {@code active}, {@code unactivated}, {@code disabled}, {@code creating}, {@code
 *     failed}
 * @param published empty before it was activated
 */
public record Image(
    UUID uuid,
    UUID owner,
    String name,
    String version,
    String state,
    boolean disabled,
    boolean isPublic,
    Optional<Instant> published,
    String os,
    String type,
    List<UUID> acl,
    Optional<UUID> origin,
    List<String> channels) {

  /** Whether an account may use it: it is public, the account's own, or shared with it (6.2). */
  public boolean isUsableBy(UUID account) {
    return isPublic || owner.equals(account) || acl.contains(account);
  }
}
