/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

/**
 * What will be done to register a key; nothing has been yet.
 *
 * @param place through what the key is put on the account
 * @param name what it will be called there
 * @param md5 fingerprint in lower-case hex pairs with colons
 */
public record RegisterPlan(
    String uuid,
    String alias,
    MantaOfInstance manta,
    String publicLine,
    String name,
    String md5,
    String place) {}
