/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

/**
 * How a service is.
 *
 * @param name its short name, such as {@code imgapi}
 * @param state the word that {@code svcs} shows
 * @param reason why it is in maintenance; empty otherwise
 */
public record ServiceReport(String name, String state, String reason) {}
