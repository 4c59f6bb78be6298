/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a key by its fingerprint. */
final class KeySearch {
  private final String keyId;
  private final Path directory;
  private final SshAgent agent;
  private final PassphraseSource passphrases;
  private final List<String> notOpened = new ArrayList<>();
  private int filesSeen;

  KeySearch(String keyId, Path directory, SshAgent agent, PassphraseSource passphrases) {
    this.keyId = keyId;
    this.directory = directory;
    this.agent = agent;
    this.passphrases = passphrases;
  }

  MantaSigner run() {
    KeyId wanted = KeyId.parse(keyId);
    MantaKeyException agentTrouble = null;
    try {
      Optional<MantaSigner> held = agent.signer(keyId);
      if (held.isPresent()) {
        return held.get();
      }
    } catch (MantaKeyException e) {
      // A dead agent, or one that can only make what Manta refuses, does not hide the file.
      agentTrouble = e;
    }
    for (Path file : files()) {
      if (holds(file, wanted)) {
        return MantaKeys.fromFile(file, keyId, passphrases);
      }
    }
    throw notFound(agentTrouble);
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> !f.toString().endsWith(".pub"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new MantaKeyException(
          MantaKeyException.Reason.UNREADABLE, "cannot list " + directory, e);
    }
  }

  private boolean holds(Path file, KeyId wanted) {
    try {
      Optional<SshPublicKey> key = MantaKeys.publicKey(file);
      filesSeen++;
      if (key.isEmpty()) {
        notOpened.add(file + " (encrypted, no .pub beside it)");
      }
      return key.isPresent() && wanted.names(key.get());
    } catch (MantaKeyException e) {
      if (e.reason() == MantaKeyException.Reason.UNREADABLE) {
        notOpened.add(file + " (unreadable)");
      }
      return false;
    }
  }

  private MantaKeyException notFound(MantaKeyException agentTrouble) {
    StringBuilder text = new StringBuilder("no key with the id ").append(keyId);
    text.append(" in the ssh-agent or among ").append(filesSeen).append(" key files in ");
    text.append(directory);
    if (agentTrouble != null) {
      text.append("; ").append(agentTrouble.getMessage());
    }
    if (!notOpened.isEmpty()) {
      text.append("; not looked into: ").append(String.join(", ", notOpened));
    }
    return new MantaKeyException(MantaKeyException.Reason.NOT_FOUND, text.toString(), agentTrouble);
  }
}
