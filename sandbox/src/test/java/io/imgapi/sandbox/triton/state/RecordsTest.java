/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  @TempDir private Path directory;

  @Test
  void what_an_interrupted_thread_puts_is_written_and_it_stays_interrupted() throws IOException {
    Path file = directory.resolve("records.json");
    Records records = Records.open(file);
    Thread.currentThread().interrupt();
    records.put(JsonNodeFactory.instance.objectNode().put("uuid", "one"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Records.open(file).get("one")).isPresent();
  }
}
