/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code svcadm} or {@code svccfg} ask of the supervisor: a line with a verb, a service,
 * whether it is for this boot only, and whether somebody waits for the answer.
 */
record ServiceRequest(String id, String verb, String service, boolean temporary, boolean awaited) {

  /** Reads one; empty when the file does not hold one. */
  static Optional<ServiceRequest> read(Path file) throws IOException {
    String[] words = Files.readString(file).strip().split(" ");
    if (words.length != 4) {
      return Optional.empty();
    }
    return Optional.of(
        new ServiceRequest(
            file.getFileName().toString(),
            words[0],
            words[1],
            words[2].equals("yes"),
            words[3].equals("yes")));
  }
}
