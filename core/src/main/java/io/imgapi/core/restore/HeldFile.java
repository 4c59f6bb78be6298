/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.mirror.RemoteObject;

/**
 * Where the content of a file can be had.
 *
 * @param path full path of the object
 * @param object the version that was listed
 */
record HeldFile(String path, RemoteObject object) {}
