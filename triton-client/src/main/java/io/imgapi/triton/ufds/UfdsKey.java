/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

/**
 * A public key on an account (triton-apis.md 3.3).
 *
 * @param fingerprint MD5 of its blob, hex with colons
 * @param openssh the key as one line
 */
public record UfdsKey(String name, String fingerprint, String openssh) {}
