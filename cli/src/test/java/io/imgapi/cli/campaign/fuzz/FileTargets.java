/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import static io.imgapi.cli.campaign.fuzz.Seeds.text;
import static io.imgapi.cli.campaign.fuzz.Seeds.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness;
import io.imgapi.cli.RunningZone;
import io.imgapi.cli.SetUpZone;
import io.imgapi.core.archive.ArchiveReader;
import io.imgapi.core.archive.ArchiveWriter;
import io.imgapi.core.cache.LocalCache;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.GenerateConfig;
import io.imgapi.core.config.JsonReader;
import io.imgapi.core.config.JsonText;
import io.imgapi.core.config.MetadataFile;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.instancekey.PublicHalf;
import io.imgapi.core.mirror.FileStamp;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotHeader;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotReader;
import io.imgapi.core.snapshot.SnapshotWriter;
import io.imgapi.core.tlscert.CertificateFile;
import io.imgapi.core.tlscert.TlsPort;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What is read from files: configurations, archives, keys, certificates. */
final class FileTargets {
  private static final Mutator BYTES = new BytesMutator();
  private static final Mutator JSON = new JsonMutator();
  private static final Mutator LINES = new LinesMutator(BYTES);
  private static final Mutator PEM = new PemMutator();
  private static final Path CONFIG = Path.of("/data/imgapi/etc/imgapi.config.json");
  private static final Path CERTIFICATE = Path.of("/data/imgapi/etc/cert.pem");
  private static final ArchiveReader.Limits LIMITS =
      new ArchiveReader.Limits(1 << 16, 1 << 20, 100);
  private static final SnapshotId ID = SnapshotId.parse("2026-11-22T091700Z").orElseThrow();
  private static final Md5 MD5 = Md5.of(new byte[0]);
  private final Path directory;

  /** Those that need a place for their files. */
  FileTargets(Path directory) {
    this.directory = directory;
  }

  List<FuzzTarget> all() throws IOException {
    SetUpZone zone = SetUpZone.in(directory);
    assertThat(CliHarness.run("setup", "--root", zone.root()).status()).isZero();
    Files.writeString(directory.resolve("mdata.json"), "{}");
    List<byte[]> tars = List.of(archive(), GzipMutator.compressed(new byte[1024]));
    return List.of(
        new FuzzTarget(
            "configurations",
            "the instance's configuration",
            72,
            Stream.concat(
                    Seeds.files("cli/src/test/resources/golden/config", "config.json").stream(),
                    texts(
                        "{\"mode\":\"public\",\"port\":8080,\"adminPassword\":\"pLaNtEdSeCrEt\","
                            + "\"docker\":{\"token\":\"pLaNtEdSeCrEt\"},\"manta\":{\"url\":"
                            + "\"https://u:pLaNtEdSeCrEt@m.example\",\"user\":\"op\",\"key\":\"/k\","
                            + "\"keyId\":\"SHA256:x\",\"baseDir\":\"img0\"}}")
                        .stream())
                .toList(),
            List.of(BYTES, JSON, JSON),
            FileTargets::configuration),
        new FuzzTarget(
            "metadata",
            "a zone's metadata, for gen-config",
            36,
            Seeds.files("cli/src/test/resources/golden/gen-config", "mdata.json"),
            List.of(BYTES, JSON, JSON),
            this::metadata),
        new FuzzTarget(
            "archives",
            "archives of manifests and configurations",
            48,
            tars,
            List.of(
                BYTES,
                new GzipMutator(new TarMutator()),
                new GzipMutator(new TarMutator()),
                new GzipMutator(BYTES)),
            FileTargets::archive),
        new FuzzTarget(
            "snapshot-lists",
            "lists of snapshots",
            48,
            List.of(snapshot(4), snapshot(1)),
            List.of(
                BYTES,
                new GzipMutator(BYTES),
                new GzipMutator(new LinesMutator(JSON)),
                new GzipMutator(new LinesMutator(JSON))),
            FileTargets::snapshot),
        new FuzzTarget(
            "caches",
            "the cache of local files",
            24,
            List.of(cache()),
            List.of(BYTES, new GzipMutator(BYTES), LINES),
            this::cache),
        new FuzzTarget(
            "private-keys",
            "private keys: PEM, PKCS #8, OpenSSH, encrypted",
            6,
            privateKeys(),
            List.of(BYTES, LINES, PEM, PEM),
            input -> PublicHalf.of(text(input), "/data/imgapi/etc/some.id_rsa")),
        new FuzzTarget(
            "public-keys",
            "public keys",
            30,
            publicKeys(),
            List.of(BYTES, PEM, PEM),
            FileTargets::publicKey),
        new FuzzTarget(
            "certificates",
            "certificate files",
            30,
            List.of(Seeds.read(zone.place().at(CERTIFICATE.toString()))),
            List.of(BYTES, LINES, PEM, PEM),
            FileTargets::certificate),
        new FuzzTarget(
            "front-ends",
            "haproxy.cfg",
            18,
            texts(
                "frontend https\n    bind *:443 ssl crt /data/imgapi/etc/cert.pem no-sslv3\n",
                "frontend http\n    bind :80\nfrontend s\n    bind 10.0.0.1:8443 ssl crt x\n"),
            List.of(BYTES, LINES),
            this::frontEnd));
  }

  private static void configuration(byte[] input) throws Exception {
    ConfigReader reader = new ConfigReader();
    ObjectNode values = reader.raw(CONFIG, input);
    String rendered = JsonText.of(values);
    assertThat(JsonText.of(JsonReader.parse(rendered))).isEqualTo(rendered);
    reader.examine(CONFIG, input);
  }

  private void metadata(byte[] input) throws Exception {
    Path file = Files.write(directory.resolve("mdata.json"), input);
    GenerateConfig.Plan plan =
        new GenerateConfig()
            .prepare(
                new GenerateConfig.Request(
                    MetadataFile.read(file), new InstanceLayout(directory), Optional.empty()));
    assertThat(JsonReader.parse(plan.text()).isObject()).isTrue();
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = new ArchiveWriter(out)) {
      writer.add("a/b", Seeds.bytes("one"));
      writer.add("c.json", Seeds.bytes("{}"));
      writer.add("d".repeat(120), new byte[700]);
    }
    return out.toByteArray();
  }

  /** What is accepted has names that stay within the target, as the writer has them. */
  private static void archive(byte[] input) throws IOException {
    List<ArchiveReader.Item> items = new ArrayList<>();
    try (ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(input), LIMITS)) {
      for (Optional<ArchiveReader.Item> i = reader.next(); i.isPresent(); i = reader.next()) {
        items.add(i.get());
      }
    }
    try (ArchiveWriter writer = new ArchiveWriter(new ByteArrayOutputStream())) {
      for (ArchiveReader.Item item : items) {
        Path target = Path.of("/target");
        assertThat(target.resolve(item.name()).normalize())
            .startsWithRaw(target)
            .isNotEqualTo(target);
        writer.add(item.name(), item.content());
      }
    } catch (IllegalArgumentException e) {
      throw new AssertionError("accepted, but never written so", e);
    }
  }

  private static SnapshotHeader header(long files, long bytes) {
    return new SnapshotHeader(
        ID, 7, "uuid", "img0", Instant.parse("2026-11-22T09:17:00Z"), false, files, bytes, MD5);
  }

  private static byte[] snapshot(int files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SnapshotWriter writer = new SnapshotWriter(out, header(files, files * 5L))) {
      for (int i = 0; i < files; i++) {
        String uuid = "0000000" + i + "-0000-4000-8000-000000000000";
        writer.add(
            new SnapshotEntry(
                "images/000/" + uuid + "/file0", 5, MD5, SnapshotEntry.Place.MIRROR, i == 1));
      }
    }
    return out.toByteArray();
  }

  /** What is accepted is written and read again the same. */
  private static void snapshot(byte[] input) throws IOException {
    try (SnapshotReader reader = new SnapshotReader(new ByteArrayInputStream(input))) {
      List<SnapshotEntry> entries = entries(reader);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (SnapshotWriter writer = new SnapshotWriter(out, reader.header())) {
        for (SnapshotEntry entry : entries) {
          writer.add(entry);
        }
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new AssertionError("accepted, but never written so", e);
      }
      try (SnapshotReader again = new SnapshotReader(new ByteArrayInputStream(out.toByteArray()))) {
        assertThat(entries(again)).isEqualTo(entries);
        assertThat(again.header()).isEqualTo(reader.header());
      }
    }
  }

  private static List<SnapshotEntry> entries(SnapshotReader reader) throws IOException {
    List<SnapshotEntry> entries = new ArrayList<>();
    for (Optional<SnapshotEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
      entries.add(e.get());
    }
    return entries;
  }

  private byte[] cache() throws IOException {
    Path file = directory.resolve("cache");
    Path some = Files.writeString(directory.resolve("some"), "some");
    LocalCache cache = LocalCache.forgetting(file, OptionalLong.of(Long.MAX_VALUE));
    cache.learn(
        "images/a",
        FileStamp.of(some).orElseThrow(),
        io.imgapi.core.digest.FileDigests.of(Seeds.bytes("some")));
    cache.save("tie");
    return Seeds.read(file);
  }

  private void cache(byte[] input) throws IOException {
    Path file = Files.write(directory.resolve("cache"), input);
    LocalCache.open(file, "tie", OptionalLong.of(Long.MAX_VALUE));
  }

  private List<byte[]> privateKeys() throws IOException {
    List<byte[]> keys = new ArrayList<>();
    int number = 0;
    for (String words :
        List.of(
            "-t rsa -b 2048 -m PEM",
            "-t rsa -b 2048 -m PKCS8",
            "-t ecdsa -m PEM",
            "-t ecdsa",
            "-t ed25519",
            "-t rsa -b 2048 -m PEM -N pLaNtEdSeCrEt",
            "-t ed25519 -N pLaNtEdSeCrEt")) {
      Path file = directory.resolve("key" + number++);
      List<String> all = new ArrayList<>(List.of("-q", "-C", "a comment", "-f", file.toString()));
      all.addAll(List.of(words.split(" ")));
      if (!words.contains("-N")) {
        all.addAll(List.of("-N", ""));
      }
      RunningZone.tool("ssh-keygen", all.toArray(String[]::new));
      keys.add(Seeds.read(file));
    }
    return keys;
  }

  private List<byte[]> publicKeys() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".pub")).sorted().map(Seeds::read).toList();
    }
  }

  private static void publicKey(byte[] input) {
    PublicHalf half = PublicHalf.ofLine(text(input));
    assertThat(PublicHalf.ofLine(half.line()).sha256()).isEqualTo(half.sha256());
  }

  private static void certificate(byte[] input) {
    CertificateFile file = CertificateFile.parse(CERTIFICATE, input);
    if (file.chain().isEmpty()) {
      return;
    }
    file.brokenAt();
    file.isSelfSigned();
    if (file.hasKey()) {
      file.keyMatches();
    }
    CertificateFile again = CertificateFile.parse(CERTIFICATE, file.pem());
    assertThat(again.fingerprint()).isEqualTo(file.fingerprint());
  }

  private void frontEnd(byte[] input) throws IOException {
    Path file = directory.resolve("front/opt/smartdc/imgapi/etc/standalone/haproxy.cfg");
    Files.createDirectories(file.getParent());
    Files.write(file, input);
    int port =
        TlsPort.of(
            new LocalHost("").files(), new InstanceLayout(directory.resolve("front")), Map.of());
    assertThat(port).isBetween(1, 65_535);
  }
}
