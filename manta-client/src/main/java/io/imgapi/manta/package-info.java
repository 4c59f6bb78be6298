/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * A client for Manta, an object store with directories.
 *
 * <p>It knows nothing of IMGAPI and can be used by any program. Every protocol fact it relies on is
 * written down in {@code docs/manta-protocol.md}, by section.
 */
package io.imgapi.manta;
