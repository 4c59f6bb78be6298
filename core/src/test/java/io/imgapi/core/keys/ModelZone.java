/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.instance.IdentitySource;
import io.imgapi.core.instance.InstanceIdentity;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.instancekey.PublicHalf;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.time.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.SocketFactory;

/**
 * A zone whose files, metadata, service control, service and Manta are the test's own. Time passes
 * only where somebody waits.
 */
final class ModelZone implements Host, AccessProbe, ServicePing, IdentitySource {
  static final String OLD_ID_NAME = "imgapi-images0-0a1b2c3d-20260101T000000";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MOST = 1 << 20;

  final Path root;
  final InstanceLayout layout;
  final MemoryFiles disk = new MemoryFiles();
  final TestClock clock = new TestClock(Instant.parse("2026-11-26T00:00:00Z"));
  final Map<String, String> metadata = new HashMap<>();

  /** Keys that Manta accepts, with the moment from which on each server does. */
  final Map<String, Instant> onAccount = new HashMap<>();

  final List<String> notices = new ArrayList<>();
  final List<List<String>> commands = new ArrayList<>();
  final PublicHalf old;
  Strikes strikes = Strikes.never();
  String serviceState = "online";

  /** Fingerprint of the key that the service read when it started; empty while it is down. */
  String serviceKey = "";

  boolean serviceHatesNewKeys;
  boolean metadataRefused;
  boolean mantaDown;

  /** The process is killed when it first runs this program; empty for none. */
  String diesAt = "";

  Duration propagation = Duration.ZERO;
  private long asked;

  ModelZone(Path root) {
    this.root = root;
    this.layout = new InstanceLayout(root);
    for (String directory : List.of("/data/imgapi/run", "/data/imgapi/etc", "/root/.ssh")) {
      disk.makeDirectories(layout.resolve(directory), Access.open());
    }
    Path key = layout.resolve("/data/imgapi/etc/" + OLD_ID_NAME + ".id_ecdsa");
    HostedKeys keys = new HostedKeys(disk);
    keys.put(key, InstanceKey.generate(new InstanceKeyName(OLD_ID_NAME)), Access.secret());
    old = keys.look(key).orElseThrow();
    configure("/data/imgapi/etc/" + key.getFileName(), old.sha256());
    for (Path half : List.of(key, HostedKeys.publicFile(key))) {
      disk.link(layout.resolve("/root/.ssh/" + half.getFileName()), half);
    }
    onAccount.put(old.sha256(), Instant.EPOCH);
    metadata.put("instPubKey", old.line());
    metadata.put("sdc:alias", "images0");
    serviceKey = old.sha256();
  }

  void configure(String key, String keyId) {
    configure(
        """
        {"mode": "public", "port": 8085, "channels": [{"name":"dev","description":"d","default":true}],
         "manta": {"url": "https://manta.test", "user": "alice", "key": "%s", "keyId": "%s"},
         "authKeys": {"bob": ["x"]}, "storageTypes": ["manta", "local"]}
        """
            .formatted(key, keyId));
  }

  void configure(String text) {
    disk.write(layout.configFile(), text.getBytes(StandardCharsets.UTF_8), Access.open());
  }

  RotateKey rotateKey() {
    return new RotateKey(
        layout,
        this,
        true,
        new ConfigReader(),
        this,
        this,
        this,
        clock,
        clock::pass,
        () -> UUID.randomUUID().toString());
  }

  RotationRequest request() {
    return new RotationRequest(
        layout.configFile(),
        "imgapi rotate-key",
        Duration.ofMinutes(15),
        Duration.ofSeconds(30),
        false);
  }

  RotateKey.Prepared prepare() {
    return rotateKey()
        .prepare(
            request(),
            new Events() {
              @Override
              public void notice(Level level, String message) {
                notices.add(message);
              }

              @Override
              public void progress(Progress progress) {}
            });
  }

  /** An operator who puts each key that is shown on the account, and goes on. */
  Dialogue diligent() {
    return new Dialogue() {
      @Override
      public void show(KeyOnAccount key) {
        onAccount.putIfAbsent(key.keyId(), clock.instant().plus(propagation));
      }

      @Override
      public boolean goOn() {
        return true;
      }
    };
  }

  Optional<RotationJournal> journal() {
    Path file = layout.run().resolve("rotate.json");
    return disk.read(file, MOST).flatMap(content -> RotationJournal.parse(file, content));
  }

  JsonNode config() {
    try {
      return JSON.readTree(disk.read(layout.configFile(), MOST).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fingerprint of the key that the service would read if it started now. */
  String configuredKey() {
    JsonNode manta = config().get("manta");
    return new HostedKeys(disk)
        .look(layout.resolve(manta.get("key").asText()))
        .map(half -> half.hasId(manta.get("keyId").asText()) ? half.sha256() : "not its id")
        .orElse("missing");
  }

  boolean accepts(String keyId) {
    return onAccount.containsKey(keyId) && !onAccount.get(keyId).isAfter(clock.instant());
  }

  /** Every file and link, relative to the root. */
  List<String> names() {
    return disk.names().stream().map(path -> root.relativize(path).toString()).toList();
  }

  @Override
  public String name() {
    return "this machine";
  }

  @Override
  public HostFiles files() {
    return new StruckFiles(disk, strikes);
  }

  @Override
  public SocketFactory sockets() {
    return SocketFactory.getDefault();
  }

  @Override
  public Result run(Command command) {
    return strikes.around(() -> carryOut(command));
  }

  private Result carryOut(Command command) {
    List<String> words = command.arguments();
    commands.add(words);
    String program = Path.of(words.get(0)).getFileName().toString();
    if (program.equals(diesAt)) {
      diesAt = "";
      throw new Strikes.Killed();
    }
    return switch (program) {
      case "svcs" -> new Exited(0, serviceState + "\n", "");
      case "svcadm" -> svcadm(words);
      case "mdata-get" -> {
        String value = metadata.get(words.get(1));
        yield value == null
            ? new Exited(1, "", "No metadata")
            : new Exited(0, value.endsWith("\n") ? value : value + "\n", "");
      }
      case "mdata-put", "mdata-delete" -> {
        if (metadataRefused) {
          yield new Exited(2, "", "protocol error");
        }
        if (program.equals("mdata-put")) {
          metadata.put(words.get(1), command.input());
          yield new Exited(0, "", "");
        }
        yield new Exited(metadata.remove(words.get(1)) == null ? 1 : 0, "", "");
      }
      default -> new NotFound(program);
    };
  }

  private Result svcadm(List<String> words) {
    switch (words.get(1)) {
      case "disable" -> {
        serviceState = "disabled";
        serviceKey = "";
      }
      case "clear", "enable" -> start();
      default -> throw new AssertionError(words);
    }
    return new Exited(0, "", "");
  }

  /** The service as it starts, by itself or by somebody. */
  void start() {
    String key = configuredKey();
    boolean comesUp =
        key.startsWith("SHA256:") && !(serviceHatesNewKeys && !key.equals(old.sha256()));
    serviceState = comesUp ? "online" : "maintenance";
    serviceKey = comesUp ? key : "";
  }

  @Override
  public AccessProbe.Answer ask(MantaSettings settings, String key, String origin) {
    return strikes.around(
        () -> {
          asked++;
          if (mantaDown) {
            return new AccessProbe.Answer(AccessProbe.Kind.UNKNOWN, "no answer");
          }
          String id = PublicHalf.of(key, "x").sha256();
          // One of three servers knows the key from the start, the others when it has spread.
          boolean early = onAccount.containsKey(id) && asked % 3 == 0;
          return early || accepts(id)
              ? AccessProbe.Answer.accepted()
              : new AccessProbe.Answer(AccessProbe.Kind.REFUSED, "KeyDoesNotExist");
        });
  }

  @Override
  public AccessProbe.Answer askAbout(MantaSettings settings, String publicLine) {
    throw new AssertionError("a rotation has the private half");
  }

  @Override
  public ServicePing.Answer ping(String address, int port, Duration limit) {
    return strikes.around(
        () ->
            serviceState.equals("online") && port == 8085
                ? new ServicePing.Answer(ServicePing.Kind.PONG, "")
                : new ServicePing.Answer(ServicePing.Kind.REFUSED, "nobody listens"));
  }

  @Override
  public ServicePing.Answer image(String address, int port, UUID image, Duration limit) {
    throw new AssertionError("no image is asked for");
  }

  @Override
  public InstanceIdentity identity() {
    return new InstanceIdentity("0a1b2c3d-0000-4000-8000-000000000000", "images0", "test");
  }

  @Override
  public void keep(InstanceIdentity identity) {
    throw new AssertionError("nothing is kept");
  }

  String text(String path) {
    return new String(disk.read(layout.resolve(path), MOST).orElseThrow(), StandardCharsets.UTF_8);
  }
}
