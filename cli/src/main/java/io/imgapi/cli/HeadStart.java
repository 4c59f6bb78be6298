/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.core.config.JsonReader;
import io.imgapi.core.config.JsonSyntaxException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;

/**
 * Begins, while the command line is still being read, what the command waits for later and what
 * takes long the first time: Java's decimal numbers, which the JSON library wants before it reads
 * anything, and the table of P-256, which it makes to sign with an instance's key or to greet a
 * server over TLS. Each takes about as long as reading the command line.
 */
final class HeadStart {
  private static final Set<String> REACHING_OUT =
      Set.of(
          "status",
          "backup",
          "restore",
          "snapshots",
          "verify",
          "prune",
          "rotate-key",
          "log-upload",
          "manta");

  private HeadStart() {}

  /** Begins what a line with these words is going to need; nobody has to wait for the end. */
  static void begin(String... words) {
    if (words.length == 0 || words[0].startsWith("-")) {
      return;
    }
    inBackground("head-start-json", HeadStart::readJson);
    if (REACHING_OUT.contains(words[0])) {
      inBackground("head-start-curve", HeadStart::useCurve);
    }
  }

  private static void inBackground(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void readJson() {
    try {
      JsonReader.parse("[]");
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException("an empty list is JSON", e);
    }
  }

  private static void useCurve() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      // A Java without the curve: whoever needs it says so.
      return;
    }
  }
}
