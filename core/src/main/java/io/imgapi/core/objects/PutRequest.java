/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to store, and how.
 *
 * @param file what to store; empty: what {@code input} has
 * @param input read to its end where there is no file
 * @param path where in Manta
 * @param ifAbsent store only where nothing is there
 * @param parents make directories that are missing
 * @param contentType empty: Manta keeps that of the object replaced, or takes the general one
 */
public record PutRequest(
    Optional<Path> file,
    InputStream input,
    String path,
    boolean ifAbsent,
    boolean parents,
    String contentType) {}
