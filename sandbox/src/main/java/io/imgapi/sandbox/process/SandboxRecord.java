/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import java.util.Map;

/**
 * What {@code sandbox.json} says of a running sandbox; it appears once every service answers.
 *
 * @param schema version of this form
 * @param pid the process
 * @param started when the process started, in milliseconds since the epoch, so that another process
 *     with the same pid is not mistaken for it; 0 when the system does not say
 * @param version the program's version
 * @param services address of every service by name
 * @param control address of the control interface
 * @param token what the control interface wants to be shown
 * @param account the operator's account
 * @param home a home directory with the operator's key
 * @param keyId the MD5 fingerprint of that key
 */
public record SandboxRecord(
    int schema,
    long pid,
    long started,
    String version,
    Map<String, String> services,
    String control,
    String token,
    String account,
    String home,
    String keyId) {

  /** The version of the form that this program writes. */
  static final int SCHEMA = 1;

  /** Returns everything but the token. */
  @Override
  public String toString() {
    return "SandboxRecord[pid=" + pid + ", services=" + services + ", control=" + control + "]";
  }
}
