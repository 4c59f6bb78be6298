/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * A client for Manta, an object store with directories.
 *
 * <p>It knows nothing of IMGAPI and can be used by any program. Where a protocol fact matters, its
 * section in the project's notes on the protocol, {@code manta-protocol.md}, is named.
 */
package io.imgapi.manta;
