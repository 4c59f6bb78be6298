/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What a server works with.
 *
 * @param config as it was when the server started
 * @param hostname what the machine calls itself
 * @param database the manifests
 * @param storage where files are
 * @param keys who may change something
 * @param gate how that is found out
 * @param pull fetches keys from Manta; does nothing without one
 * @param log where it tells what it does
 * @param clock its time
 * @param uuids makes identifiers
 */
record ImgapiContext(
    ImgapiConfig config,
    String hostname,
    ManifestDatabase database,
    Storage storage,
    AuthKeys keys,
    Gate gate,
    Runnable pull,
    BunyanLog log,
    Clock clock,
    Supplier<String> uuids) {}
