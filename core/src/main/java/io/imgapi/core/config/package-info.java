/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The configuration of an instance: read, merged with the defaults, completed with computed values,
 * checked, and rendered exactly as the service itself sees it.
 */
package io.imgapi.core.config;
