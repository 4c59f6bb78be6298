/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

/**
 * A key on the account.
 *
 * @param md5 fingerprint in lower-case hex pairs with colons
 */
public record AccountKey(String name, String md5) {}
