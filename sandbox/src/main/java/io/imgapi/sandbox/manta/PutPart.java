/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.DirectoryEntry;
import java.io.IOException;
import java.util.regex.Pattern;

/** PUT of a part: an object in the upload's directory, whose name is the part's number. */
final class PutPart implements Operation {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final int LARGEST_NUMBER = 799;

  private final UploadJson json;
  private final Operation putObject = new PutObject();

  PutPart(UploadJson json) {
    this.json = json;
  }

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    if (!(target.parent().orElseThrow() instanceof DirectoryEntry directory)) {
      throw MantaError.parentNotDirectory(Gate.parentOf(exchange.cleanPath()));
    }
    UploadRecord record = json.record(directory, exchange);
    String name = target.path().name();
    if (!NUMBER.matcher(name).matches() || Integer.parseInt(name) > LARGEST_NUMBER) {
      throw UploadJson.invalid(name + " is not a valid part number");
    }
    if (exchange.header("durability-level").isPresent()
        || exchange.header("x-durability-level").isPresent()) {
      throw UploadJson.invalid("the durability level of a part cannot be set");
    }
    if (record.isOver()) {
      throw UploadJson.wrongState(record);
    }
    putObject.run(exchange, target);
  }
}
