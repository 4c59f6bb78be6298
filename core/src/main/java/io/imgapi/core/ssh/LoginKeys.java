/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys to log in with: those of an ssh-agent and those of files without a passphrase.
 *
 * @param keys in the order in which they are tried
 * @param untried what else there is, and why it is not tried
 */
record LoginKeys(List<LoginKey> keys, List<String> untried) {
  private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  /**
   * The keys of the agent, then the usual files.
   *
   * @param agent socket of the agent; empty: there is none
   * @param directory {@code ~/.ssh}; empty: no home is known
   */
  static LoginKeys usual(Optional<Path> agent, Optional<Path> directory) {
    List<String> untried = new ArrayList<>();
    List<LoginKey> keys = new ArrayList<>(agent(agent, untried));
    for (String name : directory.isPresent() ? USUAL : List.<String>of()) {
      Path file = directory.get().resolve(name);
      if (Files.exists(file)) {
        fromFile(file, keys, untried);
      }
    }
    return new LoginKeys(keys, untried);
  }

  private static void fromFile(Path file, List<LoginKey> keys, List<String> untried) {
    try {
      KeyPair pair = KeyPair.load(new JSch(), file.toString());
      if (keys.stream().anyMatch(key -> key.isOf(pair.getPublicKeyBlob()))) {
        return;
      }
      if (pair.isEncrypted()) {
        untried.add(file + " (has a passphrase; put it into the agent: ssh-add " + file + ")");
      } else {
        keys.add(new LoginKey(file.toString(), pair.getPublicKeyBlob(), pair::getSignature));
      }
    } catch (JSchException e) {
      untried.add(file + " (cannot be read as a private key)");
    }
  }

  /**
   * One key only: from the agent where it holds it, else from its file.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where the file cannot be used
   */
  static LoginKeys only(Path file, Optional<Path> agent) {
    if (!Files.isReadable(file)) {
      throw unusable(file, "is not there or may not be read", "name the file of a private key");
    }
    KeyPair pair;
    try {
      pair = KeyPair.load(new JSch(), file.toString());
    } catch (JSchException e) {
      throw unusable(
          file,
          "cannot be read as a private key",
          "name the file of a private key in a form that ssh-keygen makes");
    }
    List<String> untried = new ArrayList<>();
    List<LoginKey> held =
        agent(agent, untried).stream().filter(key -> key.isOf(pair.getPublicKeyBlob())).toList();
    if (!held.isEmpty()) {
      return new LoginKeys(held, untried);
    }
    if (pair.isEncrypted()) {
      throw unusable(
          file, "has a passphrase, and the agent does not hold it", "run: ssh-add " + file);
    }
    LoginKey key = new LoginKey(file.toString(), pair.getPublicKeyBlob(), pair::getSignature);
    return new LoginKeys(List.of(key), untried);
  }

  private static ImgapiException unusable(Path file, String why, String remedy) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, "the key to log in with " + why)
        .with("identity", file.toString())
        .remedy(remedy);
  }

  private static List<LoginKey> agent(Optional<Path> socket, List<String> untried) {
    if (socket.isEmpty()) {
      return List.of();
    }
    try {
      SSHAgentConnector connector = new SSHAgentConnector(socket.get());
      if (connector.isAvailable()) {
        return new AgentIdentityRepository(connector)
            .getIdentities().stream().map(LoginKeys::held).toList();
      }
    } catch (AgentProxyException e) {
      untried.add("the ssh-agent at " + socket.get() + " (" + e.getMessage() + ")");
      return List.of();
    }
    untried.add("the ssh-agent at " + socket.get() + " (does not answer)");
    return List.of();
  }

  private static LoginKey held(Identity identity) {
    return new LoginKey(
        "agent, " + identity.getName(), identity.getPublicKeyBlob(), identity::getSignature);
  }
}
