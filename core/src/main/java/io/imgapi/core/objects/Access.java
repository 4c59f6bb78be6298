/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.config.MantaSettings;
import java.util.Optional;

/**
 * Which Manta is worked with, as whom, and where that was read. Holds no secret.
 *
 * @param source where the credentials come from, for messages
 * @param settings address, user and the key's fingerprint; {@code key} is empty where the key was
 *     found by its fingerprint
 * @param backup the instance's backup area in Manta; empty with the environment's credentials
 */
record Access(String source, MantaSettings settings, Optional<String> backup) {

  /** The account whose trees {@code ~~} stands for. */
  String account() {
    return settings.user().split("/", 2)[0];
  }
}
