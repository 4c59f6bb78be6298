/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.PartFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Key pairs on a machine that may be far away; each is named by its private key's file. What is
 * read stays in memory.
 */
public record HostedKeys(HostFiles files) {
  private static final int PRIVATE = 0600;
  private static final int PUBLIC = 0644;
  private static final int LONGEST = 64 * 1024;

  /** Writes a pair that was just made, private half first. Safe to repeat. */
  public void put(Path file, InstanceKey key, Access owner) {
    put(file, key.privateFile(), key.publicLine(), owner);
  }

  /**
   * Copies a pair, private half first; the public half is made from it. Safe to repeat.
   *
   * @param owner whose owner the copies get
   * @throws io.imgapi.core.error.ImgapiException {@code CONFIG_INVALID} where {@code from} is no
   *     private key
   */
  public void copy(Path from, Path to, Access owner) {
    byte[] text = files.read(from, LONGEST).orElse(new byte[0]);
    put(to, text, half(text, to).line(), owner);
  }

  private void put(Path file, byte[] privateText, String publicLine, Access owner) {
    PartFile whole = new PartFile(files);
    whole.put(file, privateText, new Access(PRIVATE, owner.uid(), owner.gid()));
    whole.put(
        publicFile(file),
        (publicLine + "\n").getBytes(StandardCharsets.US_ASCII),
        new Access(PUBLIC, owner.uid(), owner.gid()));
  }

  /** Where the public half of a pair lies. */
  public static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  /** The private half, to sign with; empty where there is no such file. */
  public Optional<String> secret(Path file) {
    return files.read(file, LONGEST).map(text -> new String(text, StandardCharsets.ISO_8859_1));
  }

  /**
   * What may be shown of a pair, told by its private half; empty where there is no such file.
   *
   * @throws io.imgapi.core.error.ImgapiException {@code CONFIG_INVALID} where it is no private key
   */
  public Optional<PublicHalf> look(Path file) {
    return files.read(file, LONGEST).map(text -> half(text, file));
  }

  private static PublicHalf half(byte[] text, Path file) {
    String name = file.getFileName().toString();
    return PublicHalf.of(
        new String(text, StandardCharsets.ISO_8859_1),
        InstanceKeyName.ofFile(name).map(InstanceKeyName::text).orElse(name));
  }

  /** Deletes a pair, private half last, and what broken attempts left of it. Safe to repeat. */
  public void delete(Path file) {
    PartFile whole = new PartFile(files);
    whole.clear(publicFile(file));
    whole.clear(file);
  }

  /** Moves a pair, private half last; what is not there is not moved. Safe to repeat. */
  public void move(Path from, Path to) {
    moveIfThere(publicFile(from), publicFile(to));
    moveIfThere(from, to);
  }

  private void moveIfThere(Path from, Path to) {
    if (files.look(from).isPresent()) {
      files.move(from, to);
    }
  }
}
