/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.registration.MantaOfInstance;
import java.util.Optional;
import java.util.UUID;

/**
 * What will be done to give an instance another image; nothing has been yet.
 *
 * @param from what it runs now; its name and detail are {@code ???} where the data centre does not
 *     know that image any more
 * @param importFrom the channel that the image is fetched from; empty where it is there
 * @param sharesImage whether the owner is put on the image's ACL
 * @param needed whether anything is to be done
 * @param manta where the instance is backed up to; empty where it has none
 */
public record ReprovisionPlan(
    UUID vm,
    String alias,
    CreatePlan.Owner owner,
    CreatePlan.Chosen from,
    CreatePlan.Chosen to,
    Optional<String> importFrom,
    boolean sharesImage,
    boolean needed,
    Optional<MantaOfInstance> manta) {}
