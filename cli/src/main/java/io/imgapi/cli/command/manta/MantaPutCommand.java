/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.core.explore.MantaView;
import io.imgapi.core.explore.MantaWriting.PutMode;
import io.imgapi.core.store.ObjectStore.Stored;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a file into Manta; its MD5 is checked there before anything is kept. */
@Command(
    name = "put",
    description = {"Puts a file into Manta; its MD5 is checked there before anything is kept."},
    footer = {
      "",
      "Examples:",
      "  imgapi manta put notes.txt ~~/stor/notes.txt",
      "  imgapi manta put --if-absent -p key.pub ~~/stor/keys/key.pub"
    })
public final class MantaPutCommand implements Callable<Integer> {
  private final MantaUseCases useCases;
  private final PrintWriter out;

  @Mixin private MantaOptions manta;

  @Parameters(index = "0", paramLabel = "FILE", description = "A local file.")
  private Path file;

  @Parameters(index = "1", paramLabel = "PATH", description = "~~/stor/... or an absolute path.")
  private String path;

  @Option(names = "--if-absent", description = "Only where nothing is there yet.")
  private boolean onlyIfAbsent;

  @Option(
      names = {"-p", "--parents"},
      description = "Make the directories above it.")
  private boolean makeDirectories;

  public MantaPutCommand(MantaUseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public Integer call() {
    MantaView view = manta.open(useCases);
    String object = view.path(path);
    Stored stored = view.writing().put(file, object, new PutMode(onlyIfAbsent, makeDirectories));
    out.println("put " + object + " (etag " + stored.etag() + ", MD5 " + stored.md5().hex() + ")");
    return 0;
  }
}
