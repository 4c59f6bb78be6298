/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

/** What the service control says of a service. */
public enum ServiceState {
  ONLINE,
  OFFLINE,
  DISABLED,
  DEGRADED,
  MAINTENANCE,
  UNINITIALIZED,
  /** The service control knows no such service. */
  NO_SUCH_SERVICE,
  /** This machine has no service control: nothing can be said, and nothing started or stopped. */
  NO_SERVICE_CONTROL
}
