/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** One connection to a UFDS, over TLS from its first byte, bound as the one who asks (3.1). */
final class LdapSession implements AutoCloseable {
  private final UfdsAddress address;
  private final TritonOptions options;
  private LDAPConnection connection;

  LdapSession(UfdsAddress address, TritonOptions options) {
    this.address = address;
    this.options = options;
  }

  /** What is done over the connection. */
  interface Work<T> {
    T on(LDAPConnection connection) throws LDAPException;
  }

  /**
   * Does something, connecting first where that has not been done. A question over a connection
   * that turns out to be broken is asked again over a new one.
   *
   * @param change whether it may have been done although the answer was lost
   */
  <T> T run(String what, boolean change, Work<T> work) {
    boolean reused = connection != null;
    try {
      return once(what, change, work);
    } catch (TritonException e) {
      if (change || !reused || e.kind() != TritonException.Kind.UNREACHABLE) {
        throw e;
      }
      close();
      return once(what, false, work);
    }
  }

  private <T> T once(String what, boolean change, Work<T> work) {
    LDAPConnection open = open();
    try {
      return work.on(open);
    } catch (LDAPException e) {
      throw LdapFailures.of(named(what), e, change);
    }
  }

  String named(String what) {
    return "UFDS %s ldaps://%s:%d".formatted(what, address.host(), address.port());
  }

  private LDAPConnection open() {
    if (connection != null && connection.isConnected()) {
      return connection;
    }
    CertificateMemory seen = new CertificateMemory(address.pin());
    try {
      LDAPConnection made =
          new LDAPConnection(new TlsOverSockets(options, tls(seen), address), limits());
      // The sockets connect by themselves; the name is only what is told of them.
      made.connect(address.host(), address.port());
      connection = made;
    } catch (LDAPException e) {
      throw seen.isRefused()
          ? seen.refusal(named("connect"))
          : LdapFailures.of(named("connect"), e, false);
    }
    bind();
    return connection;
  }

  private void bind() {
    try {
      address.password().reveal(password -> bindWith(password));
    } catch (BindFailure e) {
      close();
      throw LdapFailures.of(named("bind as " + address.bindDn()), e.failure, false);
    }
  }

  private Void bindWith(String password) {
    try {
      connection.bind(address.bindDn(), password);
      return null;
    } catch (LDAPException e) {
      throw new BindFailure(e);
    }
  }

  private LDAPConnectionOptions limits() {
    LDAPConnectionOptions limits = new LDAPConnectionOptions();
    limits.setConnectTimeoutMillis((int) options.connectLimit().toMillis());
    limits.setResponseTimeoutMillis(options.readLimit().toMillis());
    limits.setNameResolver(new NameLeftAlone());
    limits.setFollowReferrals(false);
    limits.setUseSynchronousMode(true);
    return limits;
  }

  private static SSLSocketFactory tls(CertificateMemory seen) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {seen}, new SecureRandom());
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private static final class BindFailure extends RuntimeException {
    private final transient LDAPException failure;

    BindFailure(LDAPException failure) {
      super(failure.getResultCode().getName());
      this.failure = failure;
    }
  }
}
