/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import com.unboundid.ldap.sdk.NameResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps the LDAP library from resolving a name that {@link TlsOverSockets} resolves. */
final class NameLeftAlone extends NameResolver {
  private static final byte[] NOWHERE = new byte[4];

  @Override
  public InetAddress getByName(String host) throws UnknownHostException {
    return InetAddress.getByAddress(host, NOWHERE);
  }

  @Override
  public InetAddress[] getAllByName(String host) throws UnknownHostException {
    return new InetAddress[] {getByName(host)};
  }

  @Override
  public String getHostName(InetAddress address) {
    return address.getHostName();
  }

  @Override
  public String getCanonicalHostName(InetAddress address) {
    return address.getHostName();
  }

  @Override
  public void toString(StringBuilder buffer) {
    buffer.append("names left alone");
  }
}
