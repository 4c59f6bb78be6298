/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.vmapi;

/**
 * A network interface of a VM (triton-apis.md 8.3).
 *
 * @param ip without prefix length; {@code dhcp} or empty where it has none
 */
public record Nic(String ip, String nicTag, boolean primary) {}
