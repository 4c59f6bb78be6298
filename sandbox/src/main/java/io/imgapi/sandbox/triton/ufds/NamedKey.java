/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

/**
 * A key on an account.
 *
 * @param fingerprint MD5, hex with colons
 */
public record NamedKey(String name, String fingerprint, String openssh) {}
