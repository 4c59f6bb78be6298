/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.mirror.RemoteObject;
import java.util.UUID;

/**
 * A manifest to be placed.
 *
 * @param uuid the image
 * @param object the version that was listed
 * @param replaces whether a local manifest with other bytes was there when the plan was made
 */
record WantedManifest(UUID uuid, RemoteObject object, boolean replaces) {}
