/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.instance.InstanceLayout;
import java.nio.file.Path;

/**
 * Whose credentials are wanted.
 *
 * @param instance the machine's instance
 * @param configFile its configuration
 * @param configNamed whether somebody named that file, so that its absence is a failure and no
 *     reason to look elsewhere
 * @param environment whether the environment is to be used whatever the instance has
 */
public record AccessRequest(
    InstanceLayout instance, Path configFile, boolean configNamed, boolean environment) {}
