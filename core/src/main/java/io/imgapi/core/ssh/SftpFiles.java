/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import com.hierynomus.sshj.sftp.RemoteResourceSelector;
import io.imgapi.core.host.HostFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.RemoteDirectory;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.SFTPException;

/** The files of a machine, over SFTP. */
final class SftpFiles implements HostFiles {
  private static final int PRIVATE_DIRECTORY = 0700;

  private final Supplier<SshConnection> connections;
  private final Supplier<String> uuids;
  private final Runnable sync;

  /**
   * Files behind a connection.
   *
   * @param uuids makes a new uuid, never the same twice
   * @param sync makes what was written last where the server offers no fsync
   */
  SftpFiles(Supplier<SshConnection> connections, Supplier<String> uuids, Runnable sync) {
    this.connections = connections;
    this.uuids = uuids;
    this.sync = sync;
  }

  /** What is done in a session. */
  @FunctionalInterface
  private interface Work<T> {
    T in(SftpSession session) throws IOException;
  }

  private <T> T ask(Path path, String done, Work<T> work) {
    SshConnection connection = connections.get();
    SftpFailure failure = new SftpFailure(connection, path, done);
    SftpSession session = new SftpSession(failure.opening(connection::files), sync);
    try {
      return work.in(session);
    } catch (IOException e) {
      throw failure.of(e);
    }
  }

  private <T> Optional<T> askForWhatMayBeAbsent(Path path, String done, Work<T> work) {
    return ask(
        path,
        done,
        session -> {
          try {
            return Optional.of(work.in(session));
          } catch (SFTPException e) {
            if (SftpFailure.isAbsent(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public Optional<FileFacts> look(Path path) {
    return askForWhatMayBeAbsent(
        path, "looked at", s -> facts(path, s.engine().lstat(path.toString())));
  }

  @Override
  public Optional<FileFacts> lookThrough(Path path) {
    return askForWhatMayBeAbsent(
        path, "looked at", s -> facts(path, s.engine().stat(path.toString())));
  }

  private static FileFacts facts(Path path, FileAttributes found) {
    return new FileFacts(
        path,
        kind(found.getType()),
        found.getSize(),
        Instant.ofEpochSecond(found.getMtime()),
        found.getMode().getPermissionsMask(),
        found.getUID(),
        found.getGID());
  }

  private static Kind kind(FileMode.Type type) {
    return switch (type) {
      case REGULAR -> Kind.FILE;
      case DIRECTORY -> Kind.DIRECTORY;
      case SYMLINK -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  @Override
  public Optional<byte[]> read(Path file, int most) {
    Optional<byte[]> content =
        askForWhatMayBeAbsent(file, "read", session -> session.read(file, 0, most + 1L));
    if (content.isPresent() && content.get().length > most) {
      throw new SftpFailure(connections.get(), file, "read")
          .because("it is longer than " + most + " bytes");
    }
    return content;
  }

  @Override
  public Optional<byte[]> readPart(Path file, long offset, int most) {
    return askForWhatMayBeAbsent(file, "read", session -> session.read(file, offset, most));
  }

  @Override
  public Optional<List<FileFacts>> list(Path directory) {
    Optional<List<FileFacts>> found =
        askForWhatMayBeAbsent(directory, "listed", session -> entries(session, directory));
    if (found.isEmpty() && lookThrough(directory).isPresent()) {
      throw new SftpFailure(connections.get(), directory, "listed").because("it is no directory");
    }
    return found;
  }

  private static List<FileFacts> entries(SftpSession session, Path directory) throws IOException {
    List<FileFacts> found = new ArrayList<>();
    try (RemoteDirectory open = session.engine().openDir(directory.toString())) {
      for (RemoteResourceInfo entry : open.scan(RemoteResourceSelector.ALL)) {
        found.add(facts(directory.resolve(entry.getName()), entry.getAttributes()));
      }
    }
    found.sort(Comparator.comparing(FileFacts::path));
    return found;
  }

  @Override
  public void write(Path file, byte[] content, Access access) {
    ask(
        file,
        "written",
        session -> {
          inPlace(session, file, temporary -> session.create(temporary, content, access));
          return null;
        });
  }

  /** Makes something beside a file and renames it to that file's name, or leaves nothing. */
  private void inPlace(SftpSession session, Path file, Making making) throws IOException {
    Path temporary = file.resolveSibling(".imgapi-" + uuids.get() + ".new");
    try {
      making.of(temporary);
      session.replace(temporary, file);
    } catch (IOException e) {
      try {
        session.engine().remove(temporary.toString());
      } catch (IOException notThere) {
        e.addSuppressed(notThere);
      }
      throw e;
    }
    session.syncDirectory(file.getParent());
  }

  /** Makes something under a name that nothing has yet. */
  @FunctionalInterface
  private interface Making {
    void of(Path temporary) throws IOException;
  }

  @Override
  public Creation create(Path file, byte[] content, Access access) {
    return ask(
        file,
        "made",
        session -> {
          try {
            session.create(file, content, access);
          } catch (SFTPException e) {
            // SFTP 3 has no status for it.
            if (SftpFailure.isUnexplained(e) && look(file).isPresent()) {
              return Creation.EXISTS;
            }
            throw e;
          }
          session.syncDirectory(file.getParent());
          return Creation.CREATED;
        });
  }

  @Override
  public void makeDirectories(Path directory, Access access) {
    if (isDirectory(directory)) {
      return;
    }
    if (directory.getParent() != null) {
      makeDirectories(directory.getParent(), access);
    }
    ask(
        directory,
        "made",
        session -> {
          try {
            session.engine().makeDir(directory.toString(), SftpSession.mode(PRIVATE_DIRECTORY));
          } catch (SFTPException e) {
            if (SftpFailure.isUnexplained(e) && isDirectory(directory)) {
              return null;
            }
            throw e;
          }
          session.dress(directory, access);
          return null;
        });
  }

  private boolean isDirectory(Path path) {
    return lookThrough(path).filter(facts -> facts.kind() == Kind.DIRECTORY).isPresent();
  }

  @Override
  public void move(Path from, Path to) {
    ask(
        from,
        "renamed to " + to,
        session -> {
          session.replace(from, to);
          session.syncDirectory(to.getParent());
          session.syncDirectory(from.getParent());
          return null;
        });
  }

  @Override
  public void link(Path link, Path target) {
    ask(
        link,
        "made a link",
        session -> {
          // OpenSSH takes the two in the other order than the draft (its file PROTOCOL, 4.1).
          inPlace(
              session,
              link,
              temporary -> session.engine().symlink(target.toString(), temporary.toString()));
          return null;
        });
  }

  @Override
  public void delete(Path path) {
    Optional<FileFacts> found = look(path);
    if (found.isEmpty()) {
      return;
    }
    askForWhatMayBeAbsent(
        path,
        "deleted",
        session -> {
          if (found.get().kind() == Kind.DIRECTORY) {
            session.engine().removeDir(path.toString());
          } else {
            session.engine().remove(path.toString());
          }
          session.syncDirectory(path.getParent());
          return path;
        });
  }
}
