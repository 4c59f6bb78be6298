/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.account.KeyDirectory;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.account.SshPublicKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The zones of a sandbox: {@code zones/<alias>} below its directory, named in order in a list. */
public final class Zones {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final ZoneList list;
  private final URI manta;
  private final String account;
  private final KeyDirectory keys;
  private final Clock clock;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Takes the zones of a sandbox.
   *
   * @param directory the sandbox's directory
   * @param manta the Manta that the zones use
   * @param account whose
   * @param keys where instance keys are put on the account
   */
  public Zones(Path directory, URI manta, String account, KeyDirectory keys, Clock clock) {
    this.list = new ZoneList(directory);
    this.manta = manta;
    this.account = account;
    this.keys = keys;
    this.clock = clock;
  }

  /** Returns the root of the zone that was made first and still exists; empty without zones. */
  public static Optional<Path> firstIn(Path sandboxDirectory) {
    ZoneList list = new ZoneList(sandboxDirectory);
    return list.aliases().stream().map(list::root).filter(Files::isDirectory).findFirst();
  }

  /**
   * Lays out a zone as its set-up leaves it: directories, an instance key that the account knows,
   * and a configuration that stores images in Manta and locally.
   *
   * @param alias letters, digits, {@code .}, {@code _} and {@code -}
   * @throws IllegalArgumentException when the alias is not such a name
   * @throws IllegalStateException when there is a zone of that name
   */
  public Zone create(String alias) {
    ZoneList.requireAlias(alias);
    Path root = list.root(alias);
    try {
      Files.createDirectories(root.getParent());
      Files.createDirectory(root);
      for (String path :
          List.of(
              "data/imgapi/etc",
              "data/imgapi/manifests",
              "data/imgapi/images",
              "data/imgapi/run",
              "var/log/triton")) {
        Files.createDirectories(root.resolve(path));
      }
      ZoneMetadataProgram.install(root, alias);
      String uuid = UUID.randomUUID().toString();
      String name =
          "imgapi-" + alias + "-" + uuid.substring(0, 8) + "-" + STAMP.format(clock.instant());
      Path key = root.resolve("data/imgapi/etc").resolve(name + ".id_ecdsa");
      SshPublicKey publicKey = OperatorKeyFiles.createEcdsa(key, name);
      keys.addKey(account, Files.readString(OperatorKeyFiles.publicFile(key)));
      Zone zone = new Zone(alias, root, "/" + account + "/stor/" + alias, key);
      configure(zone, "/data/imgapi/etc/" + key.getFileName(), publicKey.sha256());
      list.add(alias);
      return zone;
    } catch (FileAlreadyExistsException exists) {
      throw new IllegalStateException("there is a zone " + alias + " already", exists);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void configure(Zone zone, String key, String keyId) throws IOException {
    ObjectNode config = mapper.createObjectNode();
    config.put("mode", "public");
    ObjectNode block = config.putObject("manta");
    block.put("url", manta.toString());
    block.put("user", account);
    block.put("key", key);
    block.put("keyId", keyId);
    if (manta.getScheme().equals("https")) {
      block.put("insecure", true);
    }
    block.put("baseDir", zone.alias());
    config.put("authType", "signature");
    config.put("databaseType", "local");
    config.putArray("storageTypes").add("manta").add("local");
    write(zone.configuration(), config);
  }

  /** Points the configurations of all zones at the Manta's present address. */
  public void repoint() {
    for (String alias : list.aliases()) {
      Path file = list.root(alias).resolve("data/imgapi/etc/imgapi.config.json");
      try {
        if (!Files.exists(file)) {
          continue;
        }
        if (mapper.readTree(Files.readString(file)) instanceof ObjectNode config
            && config.get("manta") instanceof ObjectNode block
            && isElsewhere(block.path("url").asText())) {
          block.put("url", manta.toString());
          write(file, config);
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** Returns whether an address is one that this sandbox had before, with another port. */
  private boolean isElsewhere(String url) {
    return isOfSandbox(url) && !url.equals(manta.toString());
  }

  static boolean isOfSandbox(String url) {
    return url.matches("https?://127\\.0\\.0\\.1:\\d+");
  }

  private void write(Path file, ObjectNode config) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.writeString(
        part, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(config) + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
