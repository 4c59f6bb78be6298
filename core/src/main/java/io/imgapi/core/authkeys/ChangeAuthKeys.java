/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.authkeys;

import io.imgapi.core.authkeys.AuthKey.PublicKey;
import io.imgapi.core.authkeys.AuthKey.Source;
import io.imgapi.core.config.KeyMaterial;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Adds keys to the local files, and removes them. */
public final class ChangeAuthKeys {
  private final KeyFiles files;

  public ChangeAuthKeys(HostFiles files, InstanceLayout layout) {
    this.files = new KeyFiles(files, layout);
  }

  /**
   * What would change.
   *
   * @param added keys that come into the file
   * @param removed keys that leave it
   * @param already keys that are there already
   */
  public record Plan(
      String user,
      Path file,
      List<PublicKey> added,
      List<PublicKey> removed,
      List<PublicKey> already,
      KeyText text) {

    /** Whether nothing changes. */
    public boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty();
    }
  }

  /**
   * Judges keys that a user is to have.
   *
   * @param given text of a public key file: a key a line
   * @throws ImgapiException {@code CONFIG_INVALID} where one of them is no public key, or none by
   *     which the service verifies anything; then none is added
   */
  public Plan add(String user, byte[] given) {
    Path file = files.local(user);
    String text = new String(given, StandardCharsets.ISO_8859_1);
    if (text.contains("PRIVATE KEY") || KeyMaterial.isIn(text)) {
      throw invalid("this may be a private key, which belongs to its owner alone")
          .remedy("give the public half: the file that ends in .pub");
    }
    KeyText wanted = KeyText.of(text);
    List<AuthKey> keys = wanted.keys(user, Source.LOCAL);
    if (keys.isEmpty()) {
      throw invalid("there is no key in what was given")
          .remedy("give a public key file, or its text on standard input");
    }
    keys.forEach(ChangeAuthKeys::requireVerifiable);
    KeyText result = files.read(file);
    List<PublicKey> added = new ArrayList<>();
    List<PublicKey> already = new ArrayList<>();
    for (AuthKey key : keys) {
      PublicKey publicKey = key.key().orElseThrow();
      if (has(result, publicKey)) {
        already.add(publicKey);
      } else {
        result = result.with(wanted.lines().get(key.line() - 1).strip());
        added.add(publicKey);
      }
    }
    return new Plan(user, file, List.copyOf(added), List.of(), List.copyOf(already), result);
  }

  private static boolean has(KeyText text, PublicKey key) {
    return text.keys("", Source.LOCAL).stream()
        .flatMap(known -> known.key().stream())
        .anyMatch(known -> known.sha256().equals(key.sha256()));
  }

  private static void requireVerifiable(AuthKey key) {
    key.problem()
        .ifPresent(
            problem -> {
              throw invalid(problem)
                  .with("line", String.valueOf(key.line()))
                  .remedy(
                      key.key().isPresent()
                          ? "make an RSA key with: ssh-keygen -t rsa -b 4096"
                          : "give whole lines of a .pub file");
            });
  }

  private static ImgapiException invalid(String why) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, "the key is not added: " + why);
  }

  /**
   * Looks for keys that a user is to lose.
   *
   * @param fingerprint SHA256 or MD5, with or without its name in front
   * @throws ImgapiException {@code FAILED} where the user has no such key on this machine
   */
  public Plan remove(String user, String fingerprint) {
    String plain = fingerprint.replaceFirst("^(?i)md5:", "");
    return remove(
        user,
        key ->
            key.md5().equalsIgnoreCase(plain)
                || key.sha256().equals(plain)
                || key.sha256().equals("SHA256:" + plain),
        fingerprint);
  }

  /** As {@link #remove}, for all keys of a user. */
  public Plan removeAll(String user) {
    return remove(user, key -> true, "any");
  }

  private Plan remove(String user, Predicate<PublicKey> meant, String wanted) {
    Path file = files.local(user);
    KeyText old = files.read(file);
    List<PublicKey> removed =
        old.keys(user, Source.LOCAL).stream()
            .flatMap(key -> key.key().stream())
            .filter(meant)
            .toList();
    if (removed.isEmpty()) {
      throw absent(user, meant, wanted);
    }
    return new Plan(user, file, List.of(), removed, List.of(), old.without(meant));
  }

  private ImgapiException absent(String user, Predicate<PublicKey> meant, String wanted) {
    boolean inManta =
        files.all().stream()
            .filter(key -> key.source() == Source.MANTA && key.user().equals(user))
            .flatMap(key -> key.key().stream())
            .anyMatch(meant);
    ImgapiException failure =
        ImgapiException.of(
                ExitCode.FAILED,
                inManta
                    ? "the key comes from Manta, and would be fetched again from there"
                    : "the user has no such key on this machine")
            .with("user", user)
            .with("key", wanted);
    return inManta
        ? failure.remedy(
            "take it out of <manta.rootDir>/authkeys/" + user + ".keys with: imgapi manta put")
        : failure.remedy("see: imgapi authkeys list " + user);
  }

  /** Writes the file of a plan, whole or not at all. The service reads it at the next reload. */
  public void apply(Plan plan) {
    if (!plan.isEmpty()) {
      files.write(plan.file(), plan.text());
    }
  }
}
