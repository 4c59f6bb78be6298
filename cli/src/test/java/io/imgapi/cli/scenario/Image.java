/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** An image as an IMGAPI keeps it, and what its clients do with it. */
final class Image {
  /** Bytes too many for a blob: such a file lies in the mirror alone. */
  static final int LARGE = (1 << 20) + 4_321;

  private final Zone zone;
  private final String uuid;

  Image(Zone zone, String uuid) {
    this.zone = zone;
    this.uuid = uuid;
  }

  /** The uuid of the image with a number. */
  static String numbered(int number) {
    return "%08x-0000-4000-8000-%012x".formatted(number * 0x9e3779b9, number);
  }

  static byte[] content(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Publishes it with one file. */
  Image publish(byte[] file0) throws IOException {
    Files.createDirectories(files());
    Files.write(files().resolve("file0"), file0);
    write(file0, "");
    return this;
  }

  /** Gives it an icon, in the place of the one that it had. */
  Image icon(byte[] icon) throws IOException {
    Files.write(files().resolve("icon"), icon);
    write(
        Files.readAllBytes(files().resolve("file0")),
        ",\"icon\":{\"sha1\":\"%s\",\"size\":%d,\"contentType\":\"image/png\",\"stor\":\"local\"}"
            .formatted(sha1(icon), icon.length));
    return this;
  }

  private void write(byte[] file0, String icon) throws IOException {
    Files.writeString(
        manifest(),
        """
        {"v":2,"uuid":"%s","name":"image","state":"active","activated":true,
         "files":[{"sha1":"%s","size":%d,"stor":"local"}]%s}"""
            .formatted(uuid, sha1(file0), file0.length, icon));
  }

  /** Deletes it as the server does: the manifest, then the files; directories stay. */
  void delete() throws IOException {
    Files.delete(manifest());
    try (var files = Files.list(files())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  Path manifest() {
    return zone.manifests().resolve(uuid + ".raw");
  }

  Path files() {
    return zone.images().resolve(uuid.substring(0, 3)).resolve(uuid);
  }

  /** Where one of its files lies, relative to a backup area. */
  String inArea(String name) {
    return "images/" + uuid.substring(0, 3) + "/" + uuid + "/" + name;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
