/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox;

import java.nio.file.Path;

/**
 * The account that a fresh sandbox comes with, and its key.
 *
 * @param account its login
 * @param home a home directory whose {@code .ssh} holds the key, for {@code HOME}
 * @param privateKey an RSA key in PEM, which every client reads; {@code <file>.pub} beside it
 * @param keyId the key's MD5 fingerprint: sixteen lower-case hex pairs with colons
 */
public record Operator(String account, Path home, Path privateKey, String keyId) {}
