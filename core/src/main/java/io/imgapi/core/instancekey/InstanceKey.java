/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import io.imgapi.manta.key.SshPublicKey;
import java.io.ByteArrayOutputStream;

/** A key pair that was just made: ECDSA on P-256, as the service and Manta accept it. */
public final class InstanceKey {
  private final InstanceKeyName name;
  private final byte[] privateFile;
  private final SshPublicKey publicKey;

  private InstanceKey(InstanceKeyName name, byte[] privateFile, SshPublicKey publicKey) {
    this.name = name;
    this.privateFile = privateFile;
    this.publicKey = publicKey;
  }

  /** Makes a new pair, never the same twice. */
  public static InstanceKey generate(InstanceKeyName name) {
    return NewPair.make(
        pair -> {
          pair.setPublicKeyComment(name.text());
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          pair.writeOpenSSHv1PrivateKey(out, null);
          return new InstanceKey(
              name, out.toByteArray(), SshPublicKey.ofBlob(pair.getPublicKeyBlob(), name.text()));
        });
  }

  /** Its name. */
  public InstanceKeyName name() {
    return name;
  }

  /** The public half as a line without its end; what {@code instPubKey} holds. */
  public String publicLine() {
    return publicKey.line();
  }

  /** Fingerprint of the public half as OpenSSH prints it, {@code SHA256:...}. */
  public String sha256() {
    return publicKey.sha256();
  }

  /** Fingerprint of the public half in lower-case hex pairs with colons. */
  public String md5() {
    return publicKey.md5();
  }

  byte[] privateFile() {
    return privateFile.clone();
  }

  /** The public half alone. */
  @Override
  public String toString() {
    return name + " " + sha256();
  }
}
