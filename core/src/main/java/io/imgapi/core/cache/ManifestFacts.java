/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a manifest says, in few bytes. */
final class ManifestFacts {
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final int SHA1_BYTES = 20;

  private ManifestFacts() {}

  static byte[] packed(ImageManifest manifest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBoolean(manifest.activated());
      out.writeBoolean(manifest.origin().isPresent());
      if (manifest.origin().isPresent()) {
        out.writeLong(manifest.origin().get().getMostSignificantBits());
        out.writeLong(manifest.origin().get().getLeastSignificantBits());
      }
      write(out, manifest.localFiles());
      write(out, manifest.mantaFiles());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * The manifest again.
   *
   * @throws RuntimeException where these bytes are none
   */
  static ImageManifest unpacked(UUID uuid, ByteBuffer in) {
    boolean activated = in.get() != 0;
    Optional<UUID> origin =
        in.get() != 0 ? Optional.of(new UUID(in.getLong(), in.getLong())) : Optional.empty();
    return new ImageManifest(uuid, activated, origin, files(in), files(in));
  }

  private static void write(DataOutputStream out, List<ImageFile> files) throws IOException {
    out.writeInt(files.size());
    for (ImageFile file : files) {
      text(out, file.name());
      out.writeLong(file.size());
      boolean usual = SHA1.matcher(file.sha1()).matches();
      out.writeBoolean(usual);
      if (usual) {
        out.write(HexFormat.of().parseHex(file.sha1()));
      } else {
        text(out, file.sha1());
      }
      out.writeBoolean(file.md5().isPresent());
      if (file.md5().isPresent()) {
        out.write(file.md5().get().bytes());
      }
    }
  }

  private static List<ImageFile> files(ByteBuffer in) {
    int count = in.getInt();
    if (count == 0) {
      return List.of();
    }
    List<ImageFile> files = new ArrayList<>(1);
    for (int i = 0; i < count; i++) {
      String name = text(in);
      long size = in.getLong();
      String sha1 = in.get() != 0 ? HexFormat.of().formatHex(bytes(in, SHA1_BYTES)) : text(in);
      Optional<Md5> md5 =
          in.get() != 0 ? Optional.of(new Md5(in.getLong(), in.getLong())) : Optional.empty();
      files.add(new ImageFile(name, size, sha1, md5));
    }
    return List.copyOf(files);
  }

  private static byte[] bytes(ByteBuffer in, int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) {
    return new String(bytes(in, in.getInt()), StandardCharsets.UTF_8);
  }
}
