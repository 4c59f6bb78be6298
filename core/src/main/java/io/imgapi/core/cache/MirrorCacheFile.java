/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.run.AtomicFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** {@code run/mirror.cache}: what the mirror holds, object by object. */
final class MirrorCacheFile {
  private static final String MAGIC = "imgapi/mirror-cache/1";
  private static final int MD5_BYTES = 16;
  private final Path file;

  MirrorCacheFile(Path file) {
    this.file = file;
  }

  /**
   * Writes it.
   *
   * @return its checksum, by which alone it is believed
   */
  long write(RemoteTree tree) throws IOException {
    CRC32C crc = new CRC32C();
    AtomicFile.write(
        file,
        target -> {
          DataOutputStream out =
              new DataOutputStream(new CheckedOutputStream(new BufferedOutputStream(target), crc));
          out.writeUTF(MAGIC);
          writeManifests(out, tree.manifests());
          writeNamed(out, tree.otherManifestObjects());
          writeImages(out, tree.imageFiles());
          writeNamed(out, tree.otherImageObjects());
          out.writeInt(tree.directories().size());
          for (String directory : tree.directories()) {
            out.writeUTF(directory);
          }
          out.flush();
        });
    return crc.getValue();
  }

  /**
   * Reads it.
   *
   * @param checksum what it must have
   * @throws IOException where it is another one, missing or damaged
   */
  RemoteTree read(long checksum) throws IOException {
    CRC32C crc = new CRC32C();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), crc))) {
      if (!in.readUTF().equals(MAGIC)) {
        throw new IOException("it is of another kind");
      }
      Map<UUID, RemoteObject> manifests = readManifests(in);
      SortedMap<String, RemoteObject> otherManifests = readNamed(in);
      Map<UUID, Map<String, RemoteObject>> images = readImages(in);
      SortedMap<String, RemoteObject> otherImages = readNamed(in);
      Set<String> directories = new HashSet<>();
      for (int left = in.readInt(); left > 0; left--) {
        directories.add(in.readUTF());
      }
      if (in.read() >= 0 || crc.getValue() != checksum) {
        throw new IOException("its checksum is another");
      }
      return new RemoteTree(manifests, otherManifests, images, otherImages, directories);
    } catch (RuntimeException e) {
      throw new IOException("it is damaged", e);
    }
  }

  private static void writeManifests(DataOutputStream out, Map<UUID, RemoteObject> manifests)
      throws IOException {
    out.writeInt(manifests.size());
    for (Map.Entry<UUID, RemoteObject> entry : manifests.entrySet()) {
      write(out, entry.getKey());
      write(out, entry.getValue());
    }
  }

  private static Map<UUID, RemoteObject> readManifests(DataInputStream in) throws IOException {
    Map<UUID, RemoteObject> manifests = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      UUID uuid = uuid(in);
      manifests.put(uuid, object(in));
    }
    return manifests;
  }

  private static void writeNamed(DataOutputStream out, Map<String, RemoteObject> objects)
      throws IOException {
    out.writeInt(objects.size());
    for (Map.Entry<String, RemoteObject> entry : objects.entrySet()) {
      out.writeUTF(entry.getKey());
      write(out, entry.getValue());
    }
  }

  private static SortedMap<String, RemoteObject> readNamed(DataInputStream in) throws IOException {
    SortedMap<String, RemoteObject> objects = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      objects.put(name, object(in));
    }
    return objects;
  }

  private static void writeImages(DataOutputStream out, Map<UUID, Map<String, RemoteObject>> images)
      throws IOException {
    out.writeInt(images.size());
    for (Map.Entry<UUID, Map<String, RemoteObject>> image : images.entrySet()) {
      write(out, image.getKey());
      writeNamed(out, image.getValue());
    }
  }

  private static Map<UUID, Map<String, RemoteObject>> readImages(DataInputStream in)
      throws IOException {
    Map<UUID, Map<String, RemoteObject>> images = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      UUID uuid = uuid(in);
      int files = in.readInt();
      if (files == 1) {
        String name = io.imgapi.core.manifest.ImageFile.shared(in.readUTF());
        images.put(uuid, Map.of(name, object(in)));
        continue;
      }
      Map<String, RemoteObject> named = new TreeMap<>();
      for (int file = 0; file < files; file++) {
        String name = io.imgapi.core.manifest.ImageFile.shared(in.readUTF());
        named.put(name, object(in));
      }
      images.put(uuid, named);
    }
    return images;
  }

  private static void write(DataOutputStream out, UUID uuid) throws IOException {
    out.writeLong(uuid.getMostSignificantBits());
    out.writeLong(uuid.getLeastSignificantBits());
  }

  private static UUID uuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static void write(DataOutputStream out, RemoteObject object) throws IOException {
    out.write(object.md5().bytes());
    out.writeUTF(object.etag());
    out.writeLong(object.size());
  }

  private static RemoteObject object(DataInputStream in) throws IOException {
    Md5 md5 = Md5.ofBytes(in.readNBytes(MD5_BYTES));
    return new RemoteObject(md5, in.readUTF(), in.readLong());
  }
}
