/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shell that the scripts have to run under.
 *
 * @param name for people
 * @param command that runs a script
 */
record Shell(String name, List<String> command) {
  /** What {@code #!/bin/sh} is here. */
  static final Shell SYSTEM = new Shell("sh", List.of("/bin/sh"));

  private static final List<Shell> ALL =
      List.of(
          new Shell("dash", List.of("/usr/bin/dash")),
          new Shell("bash", List.of("/usr/bin/bash", "--posix")),
          new Shell("busybox", List.of("/usr/bin/busybox", "sh")),
          new Shell("ksh93", List.of("/usr/bin/ksh93")),
          new Shell("mksh", List.of("/usr/bin/mksh")),
          new Shell("yash", List.of("/usr/bin/yash", "--posix")));

  /** Those that are installed; all of them, where {@code IMGAPI_REQUIRE_SHELLS=1} says so. */
  static Stream<Shell> found() {
    List<Shell> there =
        ALL.stream().filter(shell -> Files.isExecutable(Path.of(shell.command().get(0)))).toList();
    if ("1".equals(System.getenv("IMGAPI_REQUIRE_SHELLS")) && there.size() < ALL.size()) {
      List<Shell> missing = new ArrayList<>(ALL);
      missing.removeAll(there);
      throw new IllegalStateException("not installed: " + missing);
    }
    return there.stream();
  }

  @Override
  public String toString() {
    return name;
  }
}
