/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Where the program begins and ends. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its status. */
  public static void main(String[] args) {
    Surroundings surroundings =
        new Surroundings(
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            System.getenv(),
            terminal(),
            Clock.systemUTC(),
            time -> Thread.sleep(time.toMillis()),
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out));
    int status = CommandTree.build(surroundings).execute(args);
    surroundings.out().flush();
    surroundings.err().flush();
    System.exit(status);
  }

  private static Optional<BufferedReader> terminal() {
    return Optional.ofNullable(System.console())
        .map(console -> new BufferedReader(console.reader()));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8)));
  }
}
