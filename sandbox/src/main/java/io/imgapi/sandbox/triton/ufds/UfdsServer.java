/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.SSLUtil;
import io.imgapi.sandbox.triton.http.ApiServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A directory over LDAPS on loopback, as triton-apis.md 3 and 16.9 have it. It is kept as LDIF
 * after every change.
 */
public final class UfdsServer implements Closeable {
  /** Who may read and write. */
  public static final String BIND_DN = "cn=root";

  private static final String LISTENER = "ldaps";
  private final InMemoryDirectoryServer server;
  private final UfdsRules rules;

  private UfdsServer(InMemoryDirectoryServer server, UfdsRules rules) {
    this.server = server;
    this.rules = rules;
  }

  /**
   * Starts one; when this returns, it answers.
   *
   * @param directory keeps its entries and its port
   * @param keys hears of keys that come and go
   */
  public static UfdsServer start(
      Path directory, String password, ApiServer.Tls tls, UfdsRules.Keys keys) throws IOException {
    Files.createDirectories(directory);
    Path ldif = directory.resolve("ufds.ldif");
    try {
      UfdsRules rules = new UfdsRules(keys);
      Path port = directory.resolve("ufds.port");
      int last = Files.exists(port) ? Integer.parseInt(Files.readString(port).strip()) : 0;
      InMemoryDirectoryServer server = listening(last, password, tls, rules);
      rules.keepIn(() -> keep(server, ldif));
      if (Files.exists(ldif)) {
        server.importFromLDIF(true, ldif.toFile());
      } else {
        layOut(server);
        keep(server, ldif);
      }
      Files.writeString(port, server.getListenPort(LISTENER) + "\n");
      return new UfdsServer(server, rules);
    } catch (LDAPException | LDIFException | GeneralSecurityException failure) {
      throw new IOException("cannot start UFDS", failure);
    }
  }

  private static InMemoryDirectoryServer listening(
      int port, String password, ApiServer.Tls tls, UfdsRules rules)
      throws LDAPException, GeneralSecurityException {
    InMemoryDirectoryServer server = made(port, password, tls, rules);
    try {
      server.startListening();
      return server;
    } catch (LDAPException taken) {
      if (port == 0) {
        throw taken;
      }
      return listening(0, password, tls, rules);
    }
  }

  private static InMemoryDirectoryServer made(
      int port, String password, ApiServer.Tls tls, UfdsRules rules)
      throws LDAPException, GeneralSecurityException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("o=smartdc");
    config.setSchema(null);
    config.addAdditionalBindCredentials(BIND_DN, password);
    config.setAuthenticationRequiredOperationTypes(
        EnumSet.complementOf(EnumSet.of(OperationType.BIND, OperationType.UNBIND)));
    config.addInMemoryOperationInterceptor(rules);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(tls.store(), tls.password().toCharArray());
    KeyManager[] managers = factory.getKeyManagers();
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig(
            LISTENER,
            InetAddress.getLoopbackAddress(),
            port,
            new SSLUtil(managers, null).createSSLServerSocketFactory(),
            null));
    return new InMemoryDirectoryServer(config);
  }

  private static void layOut(InMemoryDirectoryServer server) throws LDAPException, LDIFException {
    server.add("dn: o=smartdc", "objectclass: organization", "o: smartdc");
    server.add("dn: ou=users, o=smartdc", "objectclass: organizationalunit", "ou: users");
    server.add("dn: ou=groups, o=smartdc", "objectclass: organizationalunit", "ou: groups");
    for (String group : new String[] {"operators", "readers"}) {
      server.add(
          "dn: cn=" + group + ", ou=groups, o=smartdc",
          "objectclass: groupofuniquenames",
          "cn: " + group);
    }
  }

  private static void keep(InMemoryDirectoryServer server, Path ldif) {
    try {
      Path part = ldif.resolveSibling(".ufds.ldif.part");
      server.exportToLDIF(part.toString(), false, false);
      Files.move(part, ldif, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (LDAPException | IOException failure) {
      throw new IllegalStateException("the directory cannot be kept in " + ldif, failure);
    }
  }

  /** Puts an account there, unless one of that uuid is. */
  public void account(String uuid, String login, Map<String, String> more) {
    try {
      String dn = "uuid=" + uuid + ", ou=users, o=smartdc";
      if (server.getEntry(dn) != null) {
        return;
      }
      Entry entry = new Entry(dn);
      entry.addAttribute("objectclass", "sdcperson");
      entry.addAttribute("uuid", uuid);
      entry.addAttribute("login", login);
      entry.addAttribute("email", login + "@example.com");
      more.forEach(entry::addAttribute);
      server.add(entry);
      rules.changed();
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  /** What goes wrong from now on. */
  public UfdsRules rules() {
    return rules;
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getListenPort(LISTENER);
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
