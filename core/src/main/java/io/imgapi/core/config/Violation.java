/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

/**
 * A value that the service would not start with. The reason never quotes the value: it may be a
 * password in the wrong place.
 *
 * @param key dotted key
 * @param reason what it must be
 */
public record Violation(String key, String reason) {}
