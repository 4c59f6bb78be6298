/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * A machine that is reached over SSH: sessions through sshj, keys and agent through JSch, host keys
 * always checked. Nothing here is loaded unless a machine is named.
 */
package io.imgapi.core.ssh;
