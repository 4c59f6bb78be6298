/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

/**
 * What a service says of one field of a request (triton-apis.md 0).
 *
 * @param field the name of the field; empty where none was named
 * @param code for example {@code Invalid}, {@code MissingParameter}, {@code Duplicate}
 * @param message in the service's words; empty where it gave none
 */
public record FieldError(String field, String code, String message) {}
