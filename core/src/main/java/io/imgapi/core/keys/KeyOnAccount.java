/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

/**
 * A key and the account that it belongs on, or is to be taken off.
 *
 * @param mantaUrl as it may be shown
 * @param mantaUser account, or account/subuser
 * @param publicLine the public half; empty where it is not known
 * @param keyId {@code SHA256:...}, or as the configuration named it
 * @param md5 fingerprint in lower-case hex pairs with colons; empty where it is not known
 * @param name comment of the key, and its name on the account
 */
public record KeyOnAccount(
    String mantaUrl, String mantaUser, String publicLine, String keyId, String md5, String name) {}
