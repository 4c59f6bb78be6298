/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.nio.file.Path;

/** Which format a record on the machine has. */
final class RecordFormat {
  private RecordFormat() {}

  /**
   * Refuses a record of a format that this version does not know: what it says may mean something
   * else.
   *
   * @param schema the format that is known
   * @throws ImgapiException {@code FAILED}
   */
  static void require(JsonNode record, String schema, Path file) {
    String its = record.path("schema").asText(schema);
    if (!its.equals(schema)) {
      throw ImgapiException.of(
              ExitCode.FAILED, "another version of imgapi wrote " + file.getFileName())
          .with("file", file.toString())
          .with("its format", its)
          .with("known here", schema)
          .remedy("go on with the version that wrote it, or with a newer one");
    }
  }
}
