/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an account calls CloudAPI.
 *
 * @param key file of its private key; empty: the key that {@code keyId} names, from the agent or
 *     {@code ~/.ssh}
 * @param keyId bare MD5, {@code MD5:...} or {@code SHA256:...}
 * @param insecure whether any certificate is believed
 */
public record CloudapiLogin(
    URI url, String account, Optional<Path> key, Optional<String> keyId, boolean insecure) {

  @Override
  public String toString() {
    return account + " at " + url;
  }
}
