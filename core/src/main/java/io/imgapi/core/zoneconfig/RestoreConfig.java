/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.zoneconfig;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ConfigSecrets;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.run.AtomicFile;
import io.imgapi.core.run.TreeOwner;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreConnector;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings the configuration that the area keeps back to the instance. The key that this instance
 * signs with, and every secret that it has, stay as they are.
 */
public final class RestoreConfig {
  /** Where a certificate goes whose private key is not here. */
  static final String CERTIFICATE_BESIDE = "cert.pem.restored";

  private static final List<String> OWN_KEY = List.of("key", "keyId");
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private final InstanceLayout layout;
  private final ConfigReader configReader;
  private final StoreConnector connector;
  private final Clock clock;

  public RestoreConfig(
      InstanceLayout layout, ConfigReader configReader, StoreConnector connector, Clock clock) {
    this.layout = layout;
    this.configReader = configReader;
    this.connector = connector;
    this.clock = clock;
  }

  /**
   * Reads what the area keeps, and compares. Changes nothing.
   *
   * @param config the configuration that names the area
   * @throws ImgapiException {@code NOT_SET_UP} where no configuration is kept there; {@code
   *     INTEGRITY} where it was refused or is damaged; {@code CONFIG_INVALID} where the service
   *     could not start with it
   */
  public Prepared prepare(Path config) {
    MantaSettings settings = configReader.read(config).requireManta();
    MirrorLayout mirror = new MirrorLayout(settings.layout().backup());
    try {
      ConfigContents kept = fetch(connector.connect(settings, 1), mirror.configArchive());
      return new Prepared(wanted(kept));
    } catch (StoreException e) {
      throw StoreFailures.explain(e, settings);
    }
  }

  private static ConfigContents fetch(ObjectStore store, String path) {
    try (Download download = store.get(path, ReadFrom.start())) {
      byte[] archive = download.stream().readNBytes((int) ConfigContents.LARGEST_ARCHIVE + 1);
      if (archive.length > ConfigContents.LARGEST_ARCHIVE) {
        throw refused(path, "it is larger than any configuration", null);
      }
      return ConfigContents.of(archive);
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ABSENT) {
        throw ImgapiException.of(ExitCode.NOT_SET_UP, "no configuration is kept in the backup area")
            .with("object", path)
            .remedy("leave --with-config out; imgapi backup --with-config keeps one");
      }
      throw e;
    } catch (IOException e) {
      throw refused(path, String.valueOf(e.getMessage()), e);
    }
  }

  private static ImgapiException refused(String path, String reason, IOException cause) {
    return ImgapiException.of(
            ExitCode.INTEGRITY, "the configuration in the backup was refused: " + reason)
        .with("object", path)
        .remedy("nothing was written; look at the object, or leave --with-config out")
        .causedBy(cause);
  }

  /** The files that have to be written, by path below {@code etc/}. */
  private SortedMap<String, byte[]> wanted(ConfigContents kept) {
    LocalConfig local = new LocalConfig(layout);
    SortedMap<String, byte[]> wanted = new TreeMap<>();
    kept.files()
        .forEach(
            (path, content) -> {
              if (path.equals(ConfigContents.CONFIG)) {
                ObjectNode values = merged(local, LocalConfig.parse(layout.configFile(), content));
                if (!local.values().filter(values::equals).isPresent()) {
                  wanted.put(path, LocalConfig.text(values));
                }
              } else if (path.equals(ConfigContents.CERTIFICATE)) {
                byte[] here = Certificates.of(local.read(path).orElse(new byte[0]));
                boolean beside =
                    local
                        .read(CERTIFICATE_BESIDE)
                        .filter(b -> Arrays.equals(b, content))
                        .isPresent();
                if (!Arrays.equals(here, content) && !beside) {
                  wanted.put(CERTIFICATE_BESIDE, content);
                }
              } else if (!local.read(path).filter(b -> Arrays.equals(b, content)).isPresent()) {
                wanted.put(path, content);
              }
            });
    return wanted;
  }

  private ObjectNode merged(LocalConfig local, ObjectNode kept) {
    ObjectNode values = kept.deepCopy();
    ConfigSecrets.removeFrom(values);
    local
        .values()
        .ifPresent(
            here -> {
              if (here.get("manta") instanceof ObjectNode manta) {
                ObjectNode its = values.withObject("/manta");
                OWN_KEY.forEach(key -> its.remove(key));
                OWN_KEY.stream().filter(manta::has).forEach(key -> its.set(key, manta.get(key)));
              }
              for (JsonPointer secret : ConfigSecrets.removeFrom(here.deepCopy())) {
                keep(secret, here, values);
              }
            });
    configReader.judge(layout.configFile(), values);
    return values;
  }

  private static void keep(JsonPointer secret, ObjectNode from, ObjectNode to) {
    JsonNode parent = to.at(secret.head());
    if (parent instanceof ObjectNode object) {
      object.set(secret.last().getMatchingProperty(), from.at(secret));
    } else if (parent.isMissingNode()) {
      to.withObject(secret.head()).set(secret.last().getMatchingProperty(), from.at(secret));
    }
  }

  /** What was compared and can be carried out. */
  public final class Prepared {
    private final SortedMap<String, byte[]> wanted;

    private Prepared(SortedMap<String, byte[]> wanted) {
      this.wanted = wanted;
    }

    /** Files that will be written or replaced, relative to the instance's data. */
    public List<String> files() {
      return wanted.keySet().stream().map(path -> "etc/" + path).toList();
    }

    /** Writes them, each whole; what was there is kept under {@code replaced/}. */
    public void apply() {
      Path etc = new LocalConfig(layout).directory();
      Path aside = layout.replaced().resolve(NAME.format(clock.instant())).resolve("etc");
      for (Map.Entry<String, byte[]> file : wanted.entrySet()) {
        Path target = etc.resolve(file.getKey());
        try {
          write(target, aside.resolve(file.getKey()), file.getValue());
        } catch (IOException e) {
          throw LocalConfig.unreadable(target, e);
        }
      }
    }

    private void write(Path target, Path aside, byte[] content) throws IOException {
      Path directory = target.getParent();
      Files.createDirectories(directory);
      Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-r--r--");
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(aside.getParent());
        Files.copy(
            target,
            aside,
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING,
            LinkOption.NOFOLLOW_LINKS);
        mode = Files.getPosixFilePermissions(target);
      }
      Set<PosixFilePermission> its = mode;
      AtomicFile.write(
          target,
          content,
          temporary -> {
            Files.setPosixFilePermissions(temporary, its);
            new TreeOwner(directory).give(temporary);
          });
    }
  }
}
