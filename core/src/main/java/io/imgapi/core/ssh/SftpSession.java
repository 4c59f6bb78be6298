/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.host.HostFiles.Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RenameFlags;
import net.schmizz.sshj.sftp.Request;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;

/**
 * Whole files over SFTP 3, with what OpenSSH adds to it (its file PROTOCOL, section 4): renames
 * that replace, and fsync.
 */
final class SftpSession {
  private static final int CHUNK = 32 * 1024;
  private static final int PRIVATE = 0600;
  private static final String FSYNC = "fsync";
  private static final String OPENSSH = "openssh.com";

  private final SFTPEngine engine;
  private final Runnable sync;

  /**
   * One use of a session.
   *
   * @param sync makes everything that was written last, as well as that machine can; where the
   *     server offers no fsync
   */
  SftpSession(SFTPEngine engine, Runnable sync) {
    this.engine = engine;
    this.sync = sync;
  }

  SFTPEngine engine() {
    return engine;
  }

  /** At most so many bytes of a file, from some byte on. */
  byte[] read(Path path, long from, long most) throws IOException {
    try (RemoteFile file = engine.open(path.toString())) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      while (content.size() < most) {
        int wanted = (int) Math.min(chunk.length, most - content.size());
        int n = file.read(from + content.size(), chunk, 0, wanted);
        if (n < 0) {
          break;
        }
        content.write(chunk, 0, n);
      }
      return content.toByteArray();
    }
  }

  /** Makes a file that was not there, writes and syncs it; readable for nobody else before. */
  void create(Path path, byte[] content, Access access) throws IOException {
    try (Open file =
        open(path, EnumSet.of(OpenMode.WRITE, OpenMode.CREAT, OpenMode.EXCL), mode(PRIVATE))) {
      file.setAttributes(wanted(file.fetchAttributes(), access));
      for (int at = 0; at < content.length; at += CHUNK) {
        file.write(at, content, at, Math.min(CHUNK, content.length - at));
      }
      file.sync();
    }
  }

  /** Owner and mode of what is there already. */
  void dress(Path path, Access access) throws IOException {
    FileAttributes has = engine.lstat(path.toString());
    engine.setAttributes(path.toString(), wanted(has, access));
  }

  /** The owner only where it differs: who is not root may keep what is right. */
  private static FileAttributes wanted(FileAttributes has, Access access) {
    FileAttributes.Builder wanted = new FileAttributes.Builder().withPermissions(access.mode());
    int uid = access.uid().orElse(has.getUID());
    int gid = access.gid().orElse(has.getGID());
    boolean same = uid == has.getUID() && gid == has.getGID();
    return (same ? wanted : wanted.withUIDGID(uid, gid)).build();
  }

  /** Renames, replacing what has the new name, in one step. */
  void replace(Path from, Path to) throws IOException {
    if (!engine.supportsServerExtension("posix-rename", OPENSSH)) {
      throw new SFTPException(
          Response.StatusCode.OP_UNSUPPORTED, "the SFTP server cannot replace a file in one step");
    }
    engine.rename(from.toString(), to.toString(), EnumSet.of(RenameFlags.OVERWRITE));
  }

  /** Makes renames and deletions in a directory last through a loss of power. */
  void syncDirectory(Path directory) throws IOException {
    Open open;
    try {
      open = open(directory, EnumSet.of(OpenMode.READ), FileAttributes.EMPTY);
    } catch (SFTPException e) {
      // Not every server opens directories like files.
      sync.run();
      return;
    }
    try {
      open.sync();
    } finally {
      open.close();
    }
  }

  private Open open(Path path, Set<OpenMode> modes, FileAttributes attributes) throws IOException {
    byte[] handle =
        ask(engine
                .newRequest(PacketType.OPEN)
                .putString(path.toString())
                .putUInt32(OpenMode.toMask(modes))
                .putFileAttributes(attributes))
            .ensurePacketTypeIs(PacketType.HANDLE)
            .readStringAsBytes();
    return new Open(path.toString(), handle);
  }

  /** An open file or directory; the library's keeps its handle, and thus fsync, to itself. */
  private final class Open extends RemoteFile {
    Open(String path, byte[] handle) {
      super(engine, path, handle);
    }

    void sync() throws IOException {
      if (engine.supportsServerExtension(FSYNC, OPENSSH)) {
        ask(engine.newExtendedRequest(FSYNC + "@" + OPENSSH).putString(handle))
            .ensureStatusPacketIsOK();
      } else {
        sync.run();
      }
    }
  }

  private Response ask(Request request) throws IOException {
    return engine.request(request).retrieve(engine.getTimeoutMs(), TimeUnit.MILLISECONDS);
  }

  static FileAttributes mode(int mode) {
    return new FileAttributes.Builder().withPermissions(mode).build();
  }
}
