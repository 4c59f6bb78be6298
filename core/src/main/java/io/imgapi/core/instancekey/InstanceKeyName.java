/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an instance key, {@code imgapi-<alias>-<zone8>-<UTC stamp>}: its comment, and the
 * name of its files (operator-scripts.md 2).
 *
 * @param text the whole name
 */
public record InstanceKeyName(String text) implements Comparable<InstanceKeyName> {
  private static final String ENDING = ".id_ecdsa";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final Pattern NAME =
      Pattern.compile("imgapi-[A-Za-z0-9._-]+-[A-Za-z0-9]+-\\d{8}T\\d{6}");
  private static final int STAMP_LENGTH = 15;

  /** Accepts nothing else than such a name. */
  public InstanceKeyName {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not the name of an instance key: " + text);
    }
  }

  /**
   * The name of a key that is made now.
   *
   * @param zone uuid of the zone, of which the first group is taken
   * @throws ImgapiException {@code CONFIG_INVALID} where the alias cannot be part of a file's name
   */
  public static InstanceKeyName of(String alias, String zone, Instant now) {
    String text = "imgapi-" + alias + "-" + zone.split("-", 2)[0] + "-" + STAMP.format(now);
    if (!NAME.matcher(text).matches()) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "the zone's alias cannot be part of a key's name")
          .with("alias", alias)
          .with("zone", zone)
          .remedy("give the zone an alias of letters, digits, dots, dashes and underscores");
    }
    return new InstanceKeyName(text);
  }

  /** The name that belongs to a private key's file; empty where it is no instance key's. */
  public static Optional<InstanceKeyName> ofFile(String fileName) {
    return Optional.of(fileName)
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .filter(name -> NAME.matcher(name).matches())
        .map(InstanceKeyName::new);
  }

  /** Name of the private key's file. */
  public String privateFile() {
    return text + ENDING;
  }

  /** Name of the public key's file. */
  public String publicFile() {
    return privateFile() + ".pub";
  }

  /** By the time they were made, oldest first. */
  @Override
  public int compareTo(InstanceKeyName other) {
    int byTime = stamp().compareTo(other.stamp());
    return byTime != 0 ? byTime : text.compareTo(other.text);
  }

  private String stamp() {
    return text.substring(text.length() - STAMP_LENGTH);
  }

  @Override
  public String toString() {
    return text;
  }
}
