/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import java.nio.file.Path;

/**
 * What is wanted.
 *
 * @param config the configuration file
 * @param attempts how often to look, a minute apart: logadm may still be at work on a large log
 */
public record UploadRequest(Path config, int attempts) {}
