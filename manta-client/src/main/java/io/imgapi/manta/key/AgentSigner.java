/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import com.jcraft.jsch.Identity;

/** Signs with a key that an ssh-agent holds. */
final class AgentSigner implements MantaSigner {
  private final SshPublicKey publicKey;
  private final Identity identity;
  private final SignatureScheme scheme;

  AgentSigner(SshPublicKey publicKey, Identity identity) {
    this.publicKey = publicKey;
    this.identity = identity;
    this.scheme = SignatureScheme.of(publicKey);
    if (scheme.agentName() == null) {
      throw new MantaKeyException(
          MantaKeyException.Reason.UNSUPPORTED,
          "an ssh-agent signs with the key "
              + publicKey
              + " only as ecdsa-sha384, which Manta refuses; name its file instead");
    }
  }

  @Override
  public SshPublicKey publicKey() {
    return publicKey;
  }

  @Override
  public String algorithm() {
    return scheme.wireName();
  }

  @Override
  public synchronized byte[] sign(byte[] data) {
    byte[] answer = identity.getSignature(data, scheme.agentName());
    if (answer == null || answer.length == 0) {
      throw refused("no signature");
    }
    SshWire in = new SshWire(answer);
    String made = in.string();
    if (!made.equals(scheme.agentName())) {
      throw refused("it made " + made + " where " + scheme.agentName() + " was asked");
    }
    byte[] signature = in.bytes();
    if (!scheme.ecdsa()) {
      return signature;
    }
    SshWire numbers = new SshWire(signature);
    return Der.ecdsaSignature(numbers.integer(), numbers.integer());
  }

  private MantaKeyException refused(String why) {
    return new MantaKeyException(
        MantaKeyException.Reason.AGENT,
        "the ssh-agent did not sign with the key " + publicKey + ": " + why);
  }

  @Override
  public String toString() {
    return "ssh-agent signer for " + publicKey;
  }
}
