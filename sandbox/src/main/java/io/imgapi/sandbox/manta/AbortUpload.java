/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.DirectoryEntry;
import java.io.IOException;
import java.util.Optional;

/** Gives a multipart upload up; repeating it is harmless. */
final class AbortUpload implements Operation {

  private final UploadJson json;

  AbortUpload(UploadJson json) {
    this.json = json;
  }

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    RequestBody.drop(exchange);
    exchange
        .context()
        .tree()
        .write(
            change -> {
              DirectoryEntry entry =
                  (DirectoryEntry)
                      change
                          .find(target.path())
                          .orElseThrow(() -> MantaError.notFound(exchange.cleanPath()));
              UploadRecord record = json.record(entry, exchange);
              if (record.isOver() && !record.wasAborted()) {
                throw UploadJson.wrongState(record);
              }
              if (!record.isOver()) {
                change.put(
                    target.path(),
                    new DirectoryEntry(
                        change.nextVersion(),
                        entry.mtime(),
                        entry.headers(),
                        Optional.of(json.text(record.aborted()))));
              }
              return null;
            });
    Answer.empty(exchange, 204);
  }
}
