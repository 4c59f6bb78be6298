/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import io.imgapi.triton.imgapi.Trust;
import java.net.URI;
import java.util.Optional;

/**
 * A service to be called.
 *
 * @param name as it is told to people, for example {@code VMAPI}
 * @param versions what is sent as {@code Accept-Version} (triton-apis.md 0)
 * @param trust over TLS
 * @param proxy what it is reached through; empty for none
 */
public record ServiceAddress(
    String name, URI base, String versions, Trust trust, Optional<URI> proxy) {

  /** A service of the admin network: no TLS, no proxy. */
  public static ServiceAddress inside(String name, URI base, String versions) {
    return new ServiceAddress(name, base, versions, Trust.AUTHORITIES, Optional.empty());
  }

  boolean speaksTls() {
    return "https".equalsIgnoreCase(base.getScheme());
  }
}
