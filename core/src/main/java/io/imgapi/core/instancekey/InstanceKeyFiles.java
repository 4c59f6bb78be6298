/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.run.AtomicFile;
import io.imgapi.core.run.TreeOwner;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.SshPublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The instance keys that lie in one directory.
 *
 * @param directory must exist before something is written; its owner becomes that of the files
 */
public record InstanceKeyFiles(Path directory) {

  /**
   * Writes a pair, private half first: whoever finds it finds it whole, and can make the public
   * half again. Nothing is ever overwritten.
   *
   * @return the private key's file
   * @throws ImgapiException {@code REFUSED} where such a key is there already, {@code FAILED} where
   *     it cannot be written; a private key without its public half may be left then, see {@link
   *     #completePublicHalf}
   */
  public Path write(InstanceKey key) {
    Path file = privateFile(key.name());
    create(file, key.privateFile(), "rw-------");
    writePublic(key.name(), key.publicLine());
    return file;
  }

  /** The private key's file. */
  public Path privateFile(InstanceKeyName name) {
    return directory.resolve(name.privateFile());
  }

  /** The public key's file. */
  public Path publicFile(InstanceKeyName name) {
    return directory.resolve(name.publicFile());
  }

  /**
   * The instance keys whose private half lies here, oldest first; none where there is no directory.
   *
   * @throws ImgapiException where the directory cannot be read
   */
  public List<InstanceKeyName> names() {
    List<InstanceKeyName> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(
          file -> InstanceKeyName.ofFile(file.getFileName().toString()).ifPresent(names::add));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("the instance keys cannot be listed", directory, e);
    }
    Collections.sort(names);
    return List.copyOf(names);
  }

  /**
   * The public line of a key, told by its private half.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where the file is no private key
   */
  public String publicLine(InstanceKeyName name) {
    Path file = privateFile(name);
    try {
      SshPublicKey key =
          MantaKeys.publicKey(file)
              .orElseThrow(
                  () -> unusable(file, "it is encrypted and no public half lies beside it"));
      return SshPublicKey.ofBlob(key.blob(), name.text()).line();
    } catch (MantaKeyException e) {
      throw unusable(file, e.getMessage());
    }
  }

  /** Writes the public half beside a private one that lacks it; safe to repeat. */
  public void completePublicHalf(InstanceKeyName name) {
    if (!Files.exists(publicFile(name))) {
      writePublic(name, publicLine(name));
    }
  }

  private void writePublic(InstanceKeyName name, String line) {
    create(publicFile(name), (line + "\n").getBytes(StandardCharsets.US_ASCII), "rw-r--r--");
  }

  private void create(Path file, byte[] content, String mode) {
    try {
      TreeOwner owner = new TreeOwner(directory);
      AtomicFile.create(
          file,
          content,
          temporary -> {
            owner.giveAsRoot(temporary);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(mode));
          });
    } catch (FileAlreadyExistsException e) {
      throw ImgapiException.of(
              ExitCode.REFUSED, "there is a key of this name already; it is not overwritten")
          .with("file", file.toString())
          .remedy("run this again: a key that is made a second later has another name");
    } catch (IOException e) {
      throw failed("the instance key cannot be written", file, e);
    }
  }

  private static ImgapiException unusable(Path file, String why) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, "an instance key cannot be used: " + why)
        .with("file", file.toString())
        .remedy("move the file away, and run this again for a new key");
  }

  private static ImgapiException failed(String what, Path file, IOException e) {
    return ImgapiException.of(ExitCode.FAILED, what + ": " + IoReason.of(e))
        .with("file", file.toString())
        .remedy("check the directory's owner, mode and free space")
        .causedBy(e);
  }
}
