/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.FailedRequest;
import io.imgapi.manta.error.RefusedException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Makes directories. */
final class Directories {
  // The account and its trees always exist (manta-protocol.md 1.1).
  private static final int IMPLICIT_DEPTH = 2;

  private final Attempts attempts;
  private final ObjectReads reads;

  Directories(Attempts attempts, ObjectReads reads) {
    this.attempts = attempts;
    this.reads = reads;
  }

  MkdirResult mkdir(MantaPath path) {
    Ask ask =
        new Ask("PUT", path)
            .header("Content-Type", "application/json; type=directory")
            .body(MantaBody.of(new byte[0]))
            .accepting(204);
    return attempts.perform(
        ask,
        answer ->
            answer.header("Last-Modified").isEmpty() ? MkdirResult.CREATED : MkdirResult.EXISTED);
  }

  int mkdirp(MantaPath path) {
    Deque<MantaPath> missing = new ArrayDeque<>();
    MantaPath level = path;
    while (level.depth() > IMPLICIT_DEPTH && !isDirectory(level)) {
      missing.push(level);
      level = level.parent();
    }
    int created = 0;
    for (MantaPath next : missing) {
      created += mkdir(next) == MkdirResult.CREATED ? 1 : 0;
    }
    return created;
  }

  private boolean isDirectory(MantaPath path) {
    MantaStat stat;
    try {
      stat = reads.stat(path, Condition.none());
    } catch (AbsentException e) {
      return false;
    }
    if (stat.isDirectory()) {
      return true;
    }
    // A PUT of a directory would silently take this object's place (manta-protocol.md 3.1).
    throw new RefusedException(
        new FailedRequest(
            "PUT",
            path.toString(),
            0,
            RefusedException.NOT_A_DIRECTORY,
            "",
            "an object is in the way"));
  }
}
