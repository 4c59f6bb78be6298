/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.sapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Asks and changes SAPI (triton-apis.md 2). Every call may throw {@link TritonException}. */
public final class SapiClient implements AutoCloseable {

  /** A client of the SAPI at {@code base}; nothing is connected yet. */
  public SapiClient(URI base, TritonOptions options) {}

  /** Applications of this name; none is an empty list (2.1). */
  public List<Application> applications(String name, boolean includeMaster) {
    throw new UnsupportedOperationException();
  }

  /** Services of this name of an application; none is an empty list (2.2). */
  public List<SapiService> services(String name, UUID application) {
    throw new UnsupportedOperationException();
  }

  /** One service (2.2). */
  public SapiService service(UUID service) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets these keys of a service's metadata and leaves the others as they are (2.3). Safe to
   * repeat.
   *
   * @return the service as it is then
   */
  public SapiService putMetadata(UUID service, ObjectNode values) {
    throw new UnsupportedOperationException();
  }

  /** Takes these keys out of a service's metadata; absent ones do not matter. Safe to repeat. */
  public SapiService removeMetadata(UUID service, Collection<String> keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
