/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.run.RotationJournal;

/** What holds in each state, and what goes on from there: for whoever ends the program. */
final class Standing {
  private Standing() {}

  static String of(RotationJournal journal, RotationRequest request) {
    String holds =
        switch (journal.state()) {
          case GENERATED, PUBLISHED ->
              "The service uses its old key; a new one lies ready and nothing was switched.";
          case ACCEPTED ->
              "The service uses its old key, or the new one if it was restarted just now; Manta"
                  + " accepts both. Backups and log uploads are refused until this goes on.";
          case SWITCHED ->
              "The configuration names the new key, which Manta accepts; the service may be down"
                  + " for a moment, or still use the old key. Backups and log uploads are refused"
                  + " until this goes on.";
          case PROVEN, RETIRED -> "The service uses the new key; the old one is being put away.";
        };
    return holds
        + " "
        + request.toResume()
        + " goes on from here; "
        + request.toAbort()
        + " goes back to the old key.";
  }
}
