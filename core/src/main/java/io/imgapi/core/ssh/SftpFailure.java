/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.Path;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;

/**
 * Says why something could not be done with a file of another machine, in the words that are used
 * for files of this one.
 */
record SftpFailure(SshConnection connection, Path path, String done) {

  /** Opens the session. */
  @FunctionalInterface
  interface Opening {
    SFTPEngine open() throws IOException;
  }

  SFTPEngine opening(Opening opening) {
    try {
      return opening.open();
    } catch (IOException e) {
      if (!connection.isAlive()) {
        throw of(e);
      }
      throw ImgapiException.of(
              ExitCode.FAILED, "the SSH server of " + target().host() + " offers no SFTP")
          .with("host", target().toString())
          .remedy("give its sshd_config a line: Subsystem sftp internal-sftp")
          .causedBy(e);
    }
  }

  ImgapiException of(IOException e) {
    return e instanceof SFTPException failed && failed.getStatusCode() != StatusCode.UNKNOWN
        ? because(reason(failed)).causedBy(e)
        : SshFailure.lost(target(), "a file was " + done, e).with("file", path.toString());
  }

  ImgapiException because(String reason) {
    return ImgapiException.of(ExitCode.FAILED, "a file cannot be " + done + ": " + reason)
        .with("file", path.toString())
        .with("host", target().toString())
        .remedy("check there its directory's owner, mode and free space, or log in as root");
  }

  private SshTarget target() {
    return connection.target();
  }

  private static String reason(SFTPException e) {
    return switch (e.getStatusCode()) {
      case NO_SUCH_FILE, NO_SUCH_PATH -> "there is no such file or directory";
      case PERMISSION_DENIED -> "permission denied";
      case FAILURE -> "the SFTP server gives no reason";
      default -> e.getMessage();
    };
  }

  /** OpenSSH says so too where a file is in the place of a directory on the way. */
  static boolean isAbsent(SFTPException e) {
    return e.getStatusCode() == StatusCode.NO_SUCH_FILE
        || e.getStatusCode() == StatusCode.NO_SUCH_PATH;
  }

  /** SFTP 3 knows hardly any reasons; among the others is that something has the name already. */
  static boolean isUnexplained(SFTPException e) {
    return e.getStatusCode() == StatusCode.FAILURE
        || e.getStatusCode() == StatusCode.FILE_ALREADY_EXISTS;
  }
}
