/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Logs in with one key (RFC 4252 7), wherever its private half is; sshj knows no agents. */
final class KeyLogin extends AbstractAuthMethod {
  private final LoginKey key;

  KeyLogin(LoginKey key) {
    super("publickey");
    this.key = key;
  }

  /** Asks whether the key would do; only then it signs, which an agent may ask a person about. */
  @Override
  protected SSHPacket buildReq() throws UserAuthException {
    return request(false);
  }

  @Override
  public void handle(Message answer, SSHPacket packet)
      throws UserAuthException, TransportException {
    if (answer != Message.USERAUTH_60) {
      super.handle(answer, packet);
      return;
    }
    SSHPacket request = request(true);
    byte[] signed =
        new Buffer.PlainBuffer()
            .putString(params.getTransport().getSessionID())
            .putBuffer(request)
            .getCompactData();
    byte[] signature = key.sign(signed);
    if (signature == null || signature.length == 0) {
      throw new UserAuthException("no signature was made with the key " + key);
    }
    params.getTransport().write(request.putString(signature));
  }

  private SSHPacket request(boolean signed) throws UserAuthException {
    return super.buildReq().putBoolean(signed).putString(key.algorithm()).putString(key.blob());
  }
}
