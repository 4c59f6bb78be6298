/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that is fed, with what it works on. */
public final class FuzzTargets implements Closeable {
  private final List<FuzzTarget> all = new ArrayList<>();
  private final CommandTargets commands;
  private final AnswerTargets answers;

  private FuzzTargets(Path directory) throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    all.addAll(TextTargets.all());
    all.addAll(new FileTargets(files).all());
    commands = new CommandTargets(directory);
    all.addAll(commands.all());
    answers = new AnswerTargets(directory);
    all.addAll(answers.all());
  }

  /** Makes them ready; they keep their files in a directory of their own. */
  public static FuzzTargets in(Path directory) throws IOException {
    return new FuzzTargets(directory);
  }

  public List<FuzzTarget> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    answers.close();
    commands.close();
  }
}
