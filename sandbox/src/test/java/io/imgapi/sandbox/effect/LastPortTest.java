/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.effect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastPortTest {
  @TempDir private Path directory;
  private final List<Integer> tried = new ArrayList<>();
  private LastPort last;

  @BeforeEach
  void prepare() {
    last = new LastPort(directory.resolve("a.port"));
  }

  /** Listens at a port, or at 7000 where any will do; 8000 is taken. */
  private int start(int wanted) throws IOException {
    return last.start(
        wanted,
        port -> {
          tried.add(port);
          if (port == 8000) {
            throw new IOException("taken");
          }
          return port == 0 ? 7000 : port;
        },
        port -> port);
  }

  @Test
  void a_server_comes_back_at_its_port_or_at_another_where_that_is_taken() throws Exception {
    assertThat(start(0)).isEqualTo(7000);
    assertThat(start(0)).isEqualTo(7000);
    assertThat(start(9000)).isEqualTo(9000);
    assertThat(start(0)).isEqualTo(9000);
    Files.writeString(directory.resolve("a.port"), "8000\n");
    assertThat(start(0)).isEqualTo(7000);
    assertThat(tried).containsExactly(0, 7000, 9000, 9000, 8000, 0);
    assertThatThrownBy(() -> start(8000)).hasMessage("taken");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void a_file_that_says_nothing_of_use_counts_as_none() throws Exception {
    for (byte[] damaged :
        List.of(new byte[0], new byte[] {0, 0}, new byte[] {-1, -2}, "65536".getBytes(US_ASCII))) {
      Files.write(directory.resolve("a.port"), damaged);
      assertThat(start(0)).isEqualTo(7000);
    }
    assertThat(tried).containsOnly(0);
  }
}
