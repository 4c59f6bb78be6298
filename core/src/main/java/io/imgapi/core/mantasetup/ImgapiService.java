/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.sapi.Application;
import io.imgapi.triton.sapi.SapiService;
import java.util.List;

/** The image service of a data centre as SAPI has it (triton-apis.md 2.2; 14.52). */
final class ImgapiService {
  private final TritonAccess triton;

  ImgapiService(TritonAccess triton) {
    this.triton = triton;
  }

  /** The one service imgapi of the one application sdc. */
  SapiService look() {
    Application sdc = only("application", "sdc", triton.sapi().applications("sdc", false));
    return only("service", "imgapi", triton.sapi().services("imgapi", sdc.uuid()));
  }

  private static <T> T only(String kind, String name, List<T> found) {
    if (found.size() != 1) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID,
              "SAPI has %d of the %s %s, and there must be one".formatted(found.size(), kind, name))
          .remedy("look at them: sdc-sapi /" + kind + "s?name=" + name);
    }
    return found.get(0);
  }
}
