/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An image that is to be published. */
public final class NewImage {

  private static final String OWNER = "930896af-bf8c-48d4-885c-6573a94b1853";
  private static final int ICON_SIZE = 2_048;

  private final ObjectNode manifest;
  private final byte[] file;
  private final Optional<byte[]> icon;
  private final Optional<String> storage;

  private NewImage(
      ObjectNode manifest, byte[] file, Optional<byte[]> icon, Optional<String> storage) {
    this.manifest = manifest;
    this.file = file;
    this.icon = icon;
    this.storage = storage;
  }

  /** Six small public images, the same everywhere: half of them to be kept locally. */
  public static List<NewImage> samples() {
    List<NewImage> samples = new ArrayList<>();
    samples.add(sample("base-64-lts", "22.4.1", "zone-dataset", 300_000, false));
    samples.add(sample("minimal-64-lts", "22.4.1", "zone-dataset", 150_000, true));
    samples.add(sample("postgresql", "15.3.0", "zone-dataset", 260_000, false).withIcon());
    samples.add(sample("nginx", "22.4.2", "zone-dataset", 180_000, true).withIcon());
    samples.add(sample("debian-12", "20230912", "lx-dataset", 420_000, false));
    samples.add(sample("élan-vital", "1.0.0", "zone-dataset", 60_000, true));
    return List.copyOf(samples);
  }

  private static NewImage sample(
      String name, String version, String type, int size, boolean local) {
    ObjectNode manifest = new ObjectMapper().createObjectNode();
    manifest.put("owner", OWNER).put("name", name).put("version", version);
    manifest.put("type", type).put("os", type.equals("lx-dataset") ? "linux" : "smartos");
    manifest.put("public", true);
    manifest.put("description", "A sample: its file holds " + size + " arbitrary bytes.");
    return new NewImage(
        manifest,
        bytes(name, size),
        Optional.empty(),
        local ? Optional.of("local") : Optional.empty());
  }

  private NewImage withIcon() {
    return new NewImage(manifest, file, Optional.of(bytes(name() + " icon", ICON_SIZE)), storage);
  }

  /** Its name. */
  public String name() {
    return manifest.path("name").asText();
  }

  /** What is said of it when it is created. */
  ObjectNode manifest() {
    return manifest.deepCopy();
  }

  /** Its one file, not packed. */
  public byte[] file() {
    return file.clone();
  }

  /** Its icon, a PNG. */
  public Optional<byte[]> icon() {
    return icon.map(byte[]::clone);
  }

  /** Where the server is asked to keep it; empty leaves that to the server. */
  public Optional<String> storage() {
    return storage;
  }

  private static byte[] bytes(String of, int size) {
    byte[] bytes = new byte[size];
    new Random(of.hashCode()).nextBytes(bytes);
    return bytes;
  }
}
