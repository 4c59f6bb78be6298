/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import io.imgapi.sandbox.fault.Fault;

/** Which faults a service of the data centre can have; what is Manta's own would do nothing. */
final class ServiceFaults {
  private ServiceFaults() {}

  static boolean has(String service, Fault fault) {
    if (fault instanceof Fault.Script script) {
      return script.steps().stream().allMatch(step -> has(service, step));
    }
    boolean everywhere =
        fault instanceof Fault.Pass
            || fault instanceof Fault.Delay
            || fault instanceof Fault.Status;
    return everywhere || (!service.startsWith("ufds") && isOfHttp(fault));
  }

  private static boolean isOfHttp(Fault fault) {
    if (fault instanceof Fault.Reset reset) {
      return reset.moment() == Fault.Reset.Moment.BEFORE_REQUEST_BODY
          || reset.moment() == Fault.Reset.Moment.AFTER_REQUEST_BODY;
    }
    return fault instanceof Fault.ProxyDown
        || fault instanceof Fault.Refused
        || fault instanceof Fault.Hang
        || fault instanceof Fault.LostAnswer;
  }
}
