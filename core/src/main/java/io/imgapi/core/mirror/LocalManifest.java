/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageManifest;

/**
 * A manifest as it was read.
 *
 * @param facts what it says
 * @param md5 digest of its bytes
 * @param size its bytes
 */
public record LocalManifest(ImageManifest facts, Md5 md5, long size) {}
