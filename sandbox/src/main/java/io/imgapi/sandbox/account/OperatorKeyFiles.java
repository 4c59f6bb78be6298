/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes key pairs and their files. */
public final class OperatorKeyFiles {

  private OperatorKeyFiles() {}

  /**
   * Makes an RSA pair of 2048 bits: PEM (PKCS#1), the one form that every client reads, and the
   * public line beside it in {@code <file>.pub}.
   */
  public static SshPublicKey createRsa(Path file, String comment) throws IOException {
    return create(file, comment, KeyPair.RSA, 2048, false);
  }

  /** Makes an ECDSA P-256 pair as ssh-keygen does: OpenSSH's own form, and {@code <file>.pub}. */
  public static SshPublicKey createEcdsa(Path file, String comment) throws IOException {
    return create(file, comment, KeyPair.ECDSA, 256, true);
  }

  /** Reads the public key beside a private key file. */
  public static SshPublicKey readPublic(Path file) throws IOException {
    return SshPublicKey.parse(Files.readString(publicFile(file)));
  }

  /** Returns where the public key of a private key file lies. */
  public static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  private static SshPublicKey create(Path file, String comment, int type, int bits, boolean openssh)
      throws IOException {
    try {
      KeyPair pair = KeyPair.genKeyPair(new JSch(), type, bits);
      pair.setPublicKeyComment(comment);
      ByteArrayOutputStream key = new ByteArrayOutputStream();
      if (openssh) {
        pair.writeOpenSSHv1PrivateKey(key, null);
      } else {
        pair.writePrivateKey(key);
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      pair.writePublicKey(line, comment);
      pair.dispose();
      Files.createDirectories(file.toAbsolutePath().getParent());
      // The public half first: a private key in place means that both are.
      Files.write(publicFile(file), line.toByteArray());
      Path part =
          Files.createTempFile(
              file.toAbsolutePath().getParent(),
              "." + file.getFileName(),
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(part, key.toByteArray());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return SshPublicKey.parse(line.toString(US_ASCII));
    } catch (JSchException failure) {
      throw new IOException("cannot make a key pair", failure);
    }
  }
}
