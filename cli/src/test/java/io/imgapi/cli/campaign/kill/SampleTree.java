/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import io.imgapi.cli.Mirrored;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;

/**
 * The images of a zone, by number: published, published anew and deleted, as its server does it.
 */
final class SampleTree {
  private static final int[] SIZES = {3_000, 20_000, 1_100_000, 9_000, 60_000};
  private final Zone zone;

  SampleTree(Zone zone) {
    this.zone = zone;
  }

  static String uuid(int number) {
    return "%08x-0000-4000-8000-%012x".formatted(number * 0x9e3779b9, number);
  }

  private Path files(int number) {
    String uuid = uuid(number);
    return zone.images().resolve(uuid.substring(0, 3)).resolve(uuid);
  }

  /** Publishes an image, or another version of its manifest that has the same size. */
  void publish(int number, int version) throws Exception {
    byte[] bytes = new byte[SIZES[number % SIZES.length]];
    new Random(number).nextBytes(bytes);
    String sha1 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    Files.createDirectories(files(number));
    Files.write(files(number).resolve("file0"), bytes);
    String manifest =
        """
        {"v":2,"uuid":"%s","version":"%06d","state":"active","activated":true,
         "files":[{"sha1":"%s","size":%d,"stor":"local"}]}"""
            .formatted(uuid(number), version, sha1, bytes.length);
    Files.writeString(zone.manifests().resolve(uuid(number) + ".raw"), manifest);
  }

  /** Gives an image another icon. */
  void icon(int number, int version) throws IOException {
    if (Files.isDirectory(files(number))) {
      Files.writeString(
          files(number).resolve("icon"), "icon %06d of %d".formatted(version, number));
    }
  }

  /** Deletes an image. */
  void delete(int number) throws IOException {
    Files.deleteIfExists(zone.manifests().resolve(uuid(number) + ".raw"));
    Files.deleteIfExists(files(number).resolve("file0"));
    Files.deleteIfExists(files(number).resolve("icon"));
  }

  /** Both trees as they are: path and content. */
  Map<String, String> contents() throws IOException {
    return Mirrored.files(zone.manifests(), zone.images());
  }
}
