/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Eight images, the same in every sandbox, laid out as an IMGAPI with a local database has them:
 * one not activated, one with an icon, one of two files, one incremental upon another.
 */
public final class SampleImages {

  private static final String OWNER = "930896af-bf8c-48d4-885c-6573a94b1853";

  private final Path manifests;
  private final Path images;
  private final ObjectMapper mapper = new ObjectMapper();

  private SampleImages(Path zoneRoot) {
    manifests = zoneRoot.resolve("data/imgapi/manifests");
    images = zoneRoot.resolve("data/imgapi/images");
  }

  /**
   * Puts the images in a zone.
   *
   * @param zoneRoot what is {@code /} within the zone
   * @return their uuids
   */
  public static List<String> publishInto(Path zoneRoot) {
    try {
      return new SampleImages(zoneRoot).publish();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<String> publish() throws IOException {
    Files.createDirectories(manifests);
    ObjectNode base =
        active("5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10", "base-64-lts", "22.4.1", "2023-03-07");
    file(base, 300_000, "gzip");
    base.put("description", "A 64-bit SmartOS image with just essential packages installed.");

    ObjectNode web =
        active("a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71", "nginx", "22.4.2", "2023-04-11");
    file(web, 180_000, "gzip");
    web.put("origin", base.get("uuid").asText());

    ObjectNode icon =
        active("c9e8d7f6-1b2a-4c3d-9e4f-5a6b7c8d9e0f", "postgresql", "15.3.0", "2023-05-30");
    file(icon, 260_000, "bzip2");
    icon(icon);

    ObjectNode two =
        active("0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9", "debian-12-bhyve", "20230912", "2023-09-12");
    two.put("os", "linux").put("type", "zvol");
    file(two, 420_000, "gzip");
    file(two, 90_000, "none");

    ObjectNode pending = image("7c6b5a49-3827-4615-a0f9-e8d7c6b5a493", "redis", "7.2.0");
    pending.put("state", "unactivated").put("activated", false);
    file(pending, 120_000, "gzip");

    ObjectNode disabled =
        active("d1c2b3a4-9586-4776-b5a4-938271605f4e", "minimal-64", "14.4.2", "2015-08-26");
    disabled.put("state", "disabled").put("disabled", true);
    file(disabled, 150_000, "bzip2");

    ObjectNode shared =
        active("2f3e4d5c-6b7a-4889-97a6-b5c4d3e2f1a0", "ubuntu-22.04", "20231004", "2023-10-04");
    shared.put("os", "linux").put("type", "lx-dataset").put("public", false);
    shared.putArray("acl").add("a0b6b534-2547-4e1f-b758-63a2afd747d1");
    file(shared, 350_000, "gzip");

    ObjectNode accented =
        active("8a9b0c1d-2e3f-4a4b-8c5d-6e7f8091a2b3", "élan-vital", "1.0.0", "2024-01-15");
    accented.put("description", "Names are Unicode: naïve, Ωmega, 雲.");
    file(accented, 60_000, "xz");

    List<ObjectNode> all = List.of(base, web, icon, two, pending, disabled, shared, accented);
    for (ObjectNode manifest : all) {
      write(manifest);
    }
    return all.stream().map(manifest -> manifest.get("uuid").asText()).toList();
  }

  private ObjectNode image(String uuid, String name, String version) {
    ObjectNode manifest = mapper.createObjectNode();
    manifest.put("v", 2).put("uuid", uuid).put("owner", OWNER);
    manifest.put("name", name).put("version", version);
    manifest.put("state", "active").put("disabled", false).put("public", true);
    manifest.put("type", "zone-dataset").put("os", "smartos");
    manifest.putArray("files");
    return manifest;
  }

  private ObjectNode active(String uuid, String name, String version, String day) {
    ObjectNode manifest = image(uuid, name, version);
    manifest.put("activated", true).put("published_at", day + "T12:34:56.789Z");
    return manifest;
  }

  private void file(ObjectNode manifest, int size, String compression) throws IOException {
    ArrayNode files = (ArrayNode) manifest.get("files");
    String name = "file" + files.size();
    byte[] bytes = SampleBytes.of(manifest.get("uuid").asText() + name, size);
    ObjectNode file = files.addObject();
    file.put("sha1", SampleBytes.sha1(bytes)).put("size", bytes.length);
    file.put("contentMD5", SampleBytes.md5(bytes));
    file.put("compression", compression).put("stor", "local");
    store(manifest, name, bytes);
  }

  private void icon(ObjectNode manifest) throws IOException {
    byte[] bytes = SampleBytes.of(manifest.get("uuid").asText() + "icon", 2_048);
    ObjectNode icon = manifest.putObject("icon");
    icon.put("sha1", SampleBytes.sha1(bytes)).put("size", bytes.length);
    icon.put("contentMD5", SampleBytes.md5(bytes)).put("contentType", "image/png");
    icon.put("mtime", "2023-05-30T12:30:00.000Z").put("stor", "local");
    store(manifest, "icon", bytes);
  }

  private void store(ObjectNode manifest, String name, byte[] bytes) throws IOException {
    String uuid = manifest.get("uuid").asText();
    Path directory = images.resolve(uuid.substring(0, 3)).resolve(uuid);
    Files.createDirectories(directory);
    Files.write(directory.resolve(name), bytes);
  }

  /** Writes as the server does: indent 2, UTF-8, no newline at the end. */
  private void write(ObjectNode manifest) throws IOException {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withSeparators(
                DefaultPrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(
                    com.fasterxml.jackson.core.util.Separators.Spacing.AFTER));
    printer.indentArraysWith(indent);
    printer.indentObjectsWith(indent);
    Files.writeString(
        manifests.resolve(manifest.get("uuid").asText() + ".raw"),
        mapper.writer(printer).writeValueAsString(manifest));
  }
}
