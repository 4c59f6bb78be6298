/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.net.URI;

/** Addresses of services as they are typed. */
final class ServiceUrl {
  private ServiceUrl() {}

  /**
   * Accepts an address over HTTP or HTTPS.
   *
   * @throws ImgapiException {@code USAGE}
   */
  static URI required(String option, URI url) {
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw ImgapiException.of(ExitCode.USAGE, option + " " + url + " is no address of a service")
          .remedy("for example: " + option + " http://sapi.coal.joyent.us");
    }
    return url;
  }
}
