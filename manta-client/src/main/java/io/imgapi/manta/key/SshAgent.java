/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.SSHAgentConnector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An ssh-agent, asked anew at every call. Thread-safe. */
public final class SshAgent {
  private final Path socket;

  private SshAgent(Path socket) {
    this.socket = socket;
  }

  /** The agent listening at a socket. */
  public static SshAgent at(Path socket) {
    return new SshAgent(socket);
  }

  /** The agent that {@code SSH_AUTH_SOCK} names; {@link #none()} where it is not set. */
  public static SshAgent fromEnvironment(Map<String, String> environment) {
    String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
    return socket.isEmpty() ? none() : at(Path.of(socket));
  }

  /** No agent: holds no keys. */
  public static SshAgent none() {
    return new SshAgent(null);
  }

  /**
   * The public keys it holds, in its order; empty where there is no agent.
   *
   * @throws MantaKeyException if there should be one and it does not answer
   */
  public List<SshPublicKey> keys() {
    List<SshPublicKey> keys = new ArrayList<>();
    for (Identity identity : identities()) {
      keys.add(SshPublicKey.ofBlob(identity.getPublicKeyBlob(), identity.getName()));
    }
    return List.copyOf(keys);
  }

  /**
   * A signer for one of its keys; empty where it holds no key with this id.
   *
   * @param keyId MD5 or SHA256 fingerprint
   * @throws MantaKeyException if it does not answer, or holds the key but can only make signatures
   *     that Manta refuses (P-384)
   */
  public Optional<MantaSigner> signer(String keyId) {
    KeyId wanted = KeyId.parse(keyId);
    for (Identity identity : identities()) {
      SshPublicKey key = SshPublicKey.ofBlob(identity.getPublicKeyBlob(), identity.getName());
      if (wanted.names(key)) {
        return Optional.of(new AgentSigner(key, identity));
      }
    }
    return Optional.empty();
  }

  private List<Identity> identities() {
    if (socket == null) {
      return List.of();
    }
    try {
      SSHAgentConnector connector = new SSHAgentConnector(socket);
      if (!connector.isAvailable()) {
        throw notAnswering(null);
      }
      return new AgentIdentityRepository(connector).getIdentities();
    } catch (AgentProxyException e) {
      throw notAnswering(e);
    }
  }

  private MantaKeyException notAnswering(Throwable cause) {
    return new MantaKeyException(
        MantaKeyException.Reason.AGENT, "the ssh-agent at " + socket + " does not answer", cause);
  }
}
