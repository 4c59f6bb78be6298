/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The files of this machine. */
public final class LocalFiles implements HostFiles {
  private static final String FACTS = "unix:mode,uid,gid,size,lastModifiedTime";
  private static final String MODE = "unix:mode";
  private static final int PERMISSIONS = 07777;
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;

  @Override
  public Optional<FileFacts> look(Path path) {
    return facts(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Optional<FileFacts> lookThrough(Path path) {
    return facts(path);
  }

  private static Optional<FileFacts> facts(Path path, LinkOption... links) {
    try {
      Map<String, Object> read = Files.readAttributes(path, FACTS, links);
      int mode = (Integer) read.get("mode");
      return Optional.of(
          new FileFacts(
              path,
              kind(mode & TYPE),
              (Long) read.get("size"),
              ((FileTime) read.get("lastModifiedTime")).toInstant(),
              mode & PERMISSIONS,
              (Integer) read.get("uid"),
              (Integer) read.get("gid")));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      // A file where a directory should be on the way is reported in this form only.
      if (e.getMessage() != null && e.getMessage().endsWith("Not a directory")) {
        return Optional.empty();
      }
      throw failed(path, "looked at", e);
    }
  }

  private static Kind kind(int type) {
    return switch (type) {
      case REGULAR -> Kind.FILE;
      case DIRECTORY -> Kind.DIRECTORY;
      case LINK -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  @Override
  public Optional<byte[]> read(Path file, int most) {
    Optional<byte[]> content = readPart(file, 0, most + 1);
    if (content.isPresent() && content.get().length > most) {
      throw failure(file, "read", "it is longer than " + most + " bytes");
    }
    return content;
  }

  @Override
  public Optional<byte[]> readPart(Path file, long offset, int most) {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      long left = Math.max(0, in.size() - offset);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, left));
      in.position(offset);
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = in.read(bytes);
      }
      byte[] part = new byte[bytes.position()];
      bytes.flip().get(part);
      return Optional.of(part);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(file, "read", e);
    }
  }

  @Override
  public Optional<List<FileFacts>> list(Path directory) {
    List<FileFacts> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(path -> look(path).ifPresent(found::add));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw failed(directory, "listed", e.getCause());
    } catch (IOException e) {
      throw failed(directory, "listed", e);
    }
    found.sort(Comparator.comparing(FileFacts::path));
    return Optional.of(found);
  }

  @Override
  public void write(Path file, byte[] content, Access access) {
    try {
      AtomicFile.write(file, content, temporary -> dress(temporary, access));
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
  }

  @Override
  public Creation create(Path file, byte[] content, Access access) {
    try {
      try (FileChannel out =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        dress(file, access);
        out.force(true);
      }
      AtomicFile.syncDirectory(file.getParent());
      return Creation.CREATED;
    } catch (FileAlreadyExistsException e) {
      return Creation.EXISTS;
    } catch (IOException e) {
      throw failed(file, "made", e);
    }
  }

  @Override
  public void makeDirectories(Path directory, Access access) {
    try {
      if (Files.isDirectory(directory)) {
        return;
      }
      if (directory.getParent() != null) {
        makeDirectories(directory.getParent(), access);
      }
      Files.createDirectory(directory);
      dress(directory, access);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw failed(directory, "made a directory", e);
      }
    } catch (IOException e) {
      throw failed(directory, "made", e);
    }
  }

  @Override
  public void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      AtomicFile.syncDirectory(to.getParent());
      AtomicFile.syncDirectory(from.getParent());
    } catch (IOException e) {
      throw failed(from, "renamed to " + to, e);
    }
  }

  @Override
  public void link(Path link, Path target) {
    Path part = link.resolveSibling("." + link.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createSymbolicLink(part, target);
      Files.move(part, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(link, "made a link", e);
    }
  }

  @Override
  public void delete(Path path) {
    try {
      if (Files.deleteIfExists(path)) {
        AtomicFile.syncDirectory(path.getParent());
      }
    } catch (IOException e) {
      throw failed(path, "deleted", e);
    }
  }

  private static void dress(Path path, Access access) throws IOException {
    set(path, "unix:uid", access.uid());
    set(path, "unix:gid", access.gid());
    Files.setAttribute(path, MODE, access.mode(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Only where it differs: who is not root may keep what is right, and give nothing away. */
  private static void set(Path path, String attribute, OptionalInt wanted) throws IOException {
    if (wanted.isPresent()
        && !Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS)
            .equals(wanted.getAsInt())) {
      Files.setAttribute(path, attribute, wanted.getAsInt(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static ImgapiException failed(Path path, String done, IOException e) {
    return failure(path, done, IoReason.of(e)).causedBy(e);
  }

  private static ImgapiException failure(Path path, String done, String reason) {
    return ImgapiException.of(ExitCode.FAILED, "a file cannot be " + done + ": " + reason)
        .with("file", path.toString())
        .remedy("check its directory's owner, mode and free space, or run this as root");
  }
}
