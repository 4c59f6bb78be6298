/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.SocketFactory;

/** This machine until a given number of things were changed on it; the next change fails. */
final class FailingHost implements Host {
  private static final Set<String> ASKING = Set.of("mdata-get", "zonename", "svcs");

  private final Host real;
  private int left;
  private boolean failed;

  FailingHost(Host real, int changes) {
    this.real = real;
    this.left = changes;
  }

  /** Whether a change has failed. */
  boolean hasFailed() {
    return failed;
  }

  private void change(String what) {
    if (left-- <= 0) {
      failed = true;
      throw ImgapiException.of(ExitCode.FAILED, "broken off before: " + what);
    }
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public SocketFactory sockets() {
    return real.sockets();
  }

  @Override
  public Result run(Command command) {
    String program = Path.of(command.arguments().get(0)).getFileName().toString();
    boolean asks =
        ASKING.contains(program)
            || command.arguments().contains("-l")
            || command.arguments().contains("list");
    if (!asks) {
      change(program);
    }
    return real.run(command);
  }

  @Override
  public HostFiles files() {
    HostFiles files = real.files();
    return new HostFiles() {
      @Override
      public Optional<FileFacts> look(Path path) {
        return files.look(path);
      }

      @Override
      public Optional<FileFacts> lookThrough(Path path) {
        return files.lookThrough(path);
      }

      @Override
      public Optional<byte[]> read(Path file, int most) {
        return files.read(file, most);
      }

      @Override
      public Optional<byte[]> readPart(Path file, long offset, int most) {
        return files.readPart(file, offset, most);
      }

      @Override
      public Optional<List<FileFacts>> list(Path directory) {
        return files.list(directory);
      }

      @Override
      public void write(Path file, byte[] content, Access access) {
        change("write " + file);
        files.write(file, content, access);
      }

      @Override
      public Creation create(Path file, byte[] content, Access access) {
        change("create " + file);
        return files.create(file, content, access);
      }

      @Override
      public void makeDirectories(Path directory, Access access) {
        change("make " + directory);
        files.makeDirectories(directory, access);
      }

      @Override
      public void move(Path from, Path to) {
        change("move " + from);
        files.move(from, to);
      }

      @Override
      public void link(Path link, Path target) {
        change("link " + link);
        files.link(link, target);
      }

      @Override
      public void delete(Path path) {
        change("delete " + path);
        files.delete(path);
      }
    };
  }
}
