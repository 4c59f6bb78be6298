/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.core.explore.MantaView;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads an object of Manta, proven by its MD5, to standard output or into a file. */
@Command(
    name = "get",
    description = {
      "Reads an object of Manta, proven by its MD5, to standard output or into a file."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta get ~~/stor/imgapi/backup/owner.json",
      "  imgapi manta get ~~/stor/big -o big"
    })
public final class MantaGetCommand implements Callable<Integer> {
  private final MantaUseCases useCases;
  private final OutputStream bytes;

  @Mixin private MantaOptions manta;

  @Parameters(paramLabel = "PATH", description = "~~/stor/... or an absolute path.")
  private String path;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Into this file, which changes only when everything has come.")
  private Optional<Path> file;

  public MantaGetCommand(MantaUseCases useCases, OutputStream bytes) {
    this.useCases = useCases;
    this.bytes = bytes;
  }

  @Override
  public Integer call() {
    MantaView view = manta.open(useCases);
    String object = view.path(path);
    if (file.isPresent()) {
      view.reading().copy(object, file.get());
    } else {
      view.reading().copy(object, bytes);
    }
    return 0;
  }
}
