/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What is recorded of the host keys of machines. Files are read when they are asked about, and
 * written only to record a key that the operator accepted.
 */
final class KnownHosts {
  private static final int LONGEST_FILE = 1 << 26;
  private static final Access PRIVATE_DIRECTORY =
      new Access(0700, OptionalInt.empty(), OptionalInt.empty());

  /** What is known of a key that a machine shows. */
  enum Standing {
    /** Recorded for this machine. */
    KNOWN,
    /** Nothing is recorded for this machine. */
    UNKNOWN,
    /** Another key is recorded for this machine. */
    CHANGED,
    /** Marked as one that must never be accepted. */
    REVOKED
  }

  private final HostFiles local = new LocalFiles();
  private final List<Path> files;
  private final String name;

  /**
   * What the files say of one machine.
   *
   * @param files in the order in which they are read; the last one is written to
   */
  KnownHosts(List<Path> files, SshTarget target) {
    this.files = List.copyOf(files);
    String host = target.host().toLowerCase(Locale.ROOT);
    this.name = target.port() == SshTarget.SSH_PORT ? host : "[" + host + "]:" + target.port();
  }

  /** The files, for a message. */
  String shown() {
    return files.isEmpty()
        ? "(none: HOME is not set)"
        : String.join(", ", files.stream().map(Path::toString).toList());
  }

  Standing standing(byte[] blob) {
    List<KnownHostLine> lines = lines().toList();
    String key = Base64.getEncoder().encodeToString(blob);
    List<KnownHostLine> same = lines.stream().filter(line -> line.key().equals(key)).toList();
    if (same.stream().anyMatch(KnownHostLine::revoked)) {
      return Standing.REVOKED;
    }
    if (same.stream().anyMatch(KnownHostLine::ordinary)) {
      return Standing.KNOWN;
    }
    return lines.stream().anyMatch(KnownHostLine::ordinary) ? Standing.CHANGED : Standing.UNKNOWN;
  }

  /** Kinds and fingerprints of the recorded keys, for a message. */
  List<String> recorded() {
    return lines()
        .filter(KnownHostLine::ordinary)
        .map(line -> line.type() + " " + fingerprint(line))
        .distinct()
        .toList();
  }

  private static String fingerprint(KnownHostLine line) {
    try {
      return PublicKeyText.fingerprint(Base64.getDecoder().decode(line.key()));
    } catch (IllegalArgumentException e) {
      return "(damaged)";
    }
  }

  /**
   * Names of the signature algorithms of the recorded keys. One that is recorded must be asked for,
   * or a machine would show another of its keys, which is not.
   */
  List<String> algorithms() {
    return lines()
        .filter(KnownHostLine::ordinary)
        .flatMap(
            line ->
                line.type().equals("ssh-rsa")
                    ? Stream.of("rsa-sha2-512", "rsa-sha2-256")
                    : Stream.of(line.type()))
        .distinct()
        .toList();
  }

  /** Records a key in the last of the files, in the place of others that it holds for the name. */
  void record(byte[] blob) {
    if (files.isEmpty()) {
      throw ImgapiException.of(
              ExitCode.USAGE, "there is no place to record a host key: HOME is not set")
          .remedy("name a file with --known-hosts FILE");
    }
    Path named = files.get(files.size() - 1);
    List<String> kept = new ArrayList<>();
    for (String line : text(named)) {
      Optional<KnownHostLine> parsed = KnownHostLine.parse(line);
      if (parsed.isPresent() && parsed.get().ordinary() && parsed.get().names(name)) {
        KnownHostLine other = parsed.get();
        String names = other.namesWithout(name);
        if (!names.isEmpty()) {
          kept.add(new KnownHostLine("", names, other.type(), other.key()).text());
        }
      } else {
        kept.add(line);
      }
    }
    String key = Base64.getEncoder().encodeToString(blob);
    kept.add(new KnownHostLine("", name, PublicKeyText.type(blob), key).text());
    write(named, String.join("\n", kept) + "\n");
  }

  private void write(Path named, String text) {
    local.makeDirectories(named.toAbsolutePath().getParent(), PRIVATE_DIRECTORY);
    Access access = local.lookThrough(named).map(Access::like).orElseGet(() -> Access.secret());
    local.write(behindLinks(named), text.getBytes(StandardCharsets.UTF_8), access);
  }

  private Path behindLinks(Path named) {
    try {
      return local.lookThrough(named).isPresent() ? named.toRealPath() : named.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<KnownHostLine> lines() {
    return files.stream()
        .flatMap(file -> text(file).stream())
        .flatMap(line -> KnownHostLine.parse(line).stream())
        .filter(line -> line.names(name));
  }

  private List<String> text(Path file) {
    return local
        .read(file.toAbsolutePath(), LONGEST_FILE)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }
}
