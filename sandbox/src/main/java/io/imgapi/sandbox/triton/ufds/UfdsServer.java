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
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.SSLUtil;
import io.imgapi.sandbox.effect.LastPort;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.triton.http.ApiServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
  private static final String USERS = "ou=users, o=smartdc";
  private final InMemoryDirectoryServer server;
  private final UfdsRules rules;

  private UfdsServer(InMemoryDirectoryServer server, UfdsRules rules) {
    this.server = server;
    this.rules = rules;
  }

  /**
   * How one is started.
   *
   * @param name of the files in {@code directory} that keep its entries and its port
   * @param password of root
   * @param faults whose paths are DNs
   * @param listener hears of what was written
   */
  record Setting(
      String name,
      Path directory,
      String password,
      ApiServer.Tls tls,
      FaultPlan faults,
      Consumer<Change> listener) {

    /** Names no password. */
    @Override
    public String toString() {
      return name + " in " + directory;
    }
  }

  /** Starts one; when this returns, it answers. */
  static UfdsServer start(Setting setting) throws IOException {
    Files.createDirectories(setting.directory());
    Path ldif = setting.directory().resolve(setting.name() + ".ldif");
    UfdsRules rules = new UfdsRules(setting.listener(), setting.faults(), Sleeper.system());
    InMemoryDirectoryServer server =
        new LastPort(setting.directory().resolve(setting.name() + ".port"))
            .start(
                0,
                port -> listening(port, setting, rules),
                started -> started.getListenPort(LISTENER));
    try {
      rules.watch(server, () -> keep(server, ldif));
      if (Files.exists(ldif)) {
        server.importFromLDIF(true, ldif.toFile());
      } else {
        layOut(server);
        keep(server, ldif);
      }
      return new UfdsServer(server, rules);
    } catch (LDAPException | LDIFException failure) {
      server.shutDown(true);
      throw new IOException("cannot start UFDS", failure);
    }
  }

  private static InMemoryDirectoryServer listening(int port, Setting setting, UfdsRules rules)
      throws IOException {
    try {
      InMemoryDirectoryServer server = made(port, setting, rules);
      server.startListening();
      return server;
    } catch (LDAPException | GeneralSecurityException failure) {
      throw new IOException("cannot start UFDS", failure);
    }
  }

  private static InMemoryDirectoryServer made(int port, Setting setting, UfdsRules rules)
      throws LDAPException, GeneralSecurityException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("o=smartdc");
    config.setSchema(null);
    config.setGenerateOperationalAttributes(false);
    config.addAdditionalBindCredentials(BIND_DN, setting.password());
    config.setAuthenticationRequiredOperationTypes(
        EnumSet.complementOf(EnumSet.of(OperationType.BIND, OperationType.UNBIND)));
    config.addInMemoryOperationInterceptor(rules);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(setting.tls().store(), setting.tls().password().toCharArray());
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
    server.add("dn: " + USERS, "objectclass: organizationalunit", "ou: users");
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
      Path part = ldif.resolveSibling("." + ldif.getFileName() + ".part");
      server.exportToLDIF(part.toString(), false, false);
      Files.move(part, ldif, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (LDAPException | IOException failure) {
      throw new IllegalStateException("the directory cannot be kept in " + ldif, failure);
    }
  }

  /** Puts an account there, unless one of that uuid is. */
  public void account(String uuid, String login, Map<String, String> more) {
    try {
      String dn = user(uuid);
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
      rules.changed(dn);
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  Optional<Entry> person(String login) {
    return search(
            USERS,
            Filter.createANDFilter(
                Filter.createEqualityFilter("objectclass", "sdcperson"),
                Filter.createEqualityFilter("login", login)))
        .stream()
        // Without a schema, the library compares without case; UFDS does not.
        .filter(person -> login.equals(person.getAttributeValue("login")))
        .findFirst();
  }

  public List<NamedKey> keys(String uuid) {
    return search(user(uuid), Filter.createEqualityFilter("objectclass", "sdckey")).stream()
        .map(
            entry ->
                new NamedKey(
                    entry.getAttributeValue("name"),
                    entry.getAttributeValue("fingerprint"),
                    entry.getAttributeValue("openssh")))
        .toList();
  }

  private List<Entry> search(String base, Filter filter) {
    try {
      return server.search(base, SearchScope.ONE, filter).getSearchEntries().stream()
          .<Entry>map(Entry.class::cast)
          .toList();
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  private static String user(String uuid) {
    return "uuid=" + uuid + ", " + USERS;
  }

  void addKey(String uuid, NamedKey key) {
    Entry entry = new Entry("fingerprint=" + key.fingerprint() + ", " + user(uuid));
    entry.addAttribute("objectclass", "sdckey");
    entry.addAttribute("name", key.name());
    entry.addAttribute("fingerprint", key.fingerprint());
    entry.addAttribute("openssh", key.openssh());
    try {
      KeyRules.judge(entry).forEach(entry::setAttribute);
      server.add(entry);
      rules.changed(entry.getDN());
    } catch (LDAPException failure) {
      throw new IllegalArgumentException(failure.getMessage(), failure);
    }
  }

  void removeKey(String uuid, String fingerprint) {
    String dn = "fingerprint=" + fingerprint + ", " + user(uuid);
    try {
      if (server.getEntry(dn) != null) {
        server.delete(dn);
        rules.changed(dn);
      }
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  /** Makes an entry what it has become elsewhere; nobody is told. */
  void take(Change change) {
    try {
      Entry present = server.getEntry(change.dn());
      if (change.now().isEmpty()) {
        if (present != null) {
          server.deleteSubtree(change.dn());
        }
      } else if (present == null) {
        server.add(change.now().get());
      } else {
        List<Modification> difference = Entry.diff(present, change.now().get(), false);
        if (!difference.isEmpty()) {
          server.modify(change.dn(), difference);
        }
      }
      rules.keep();
    } catch (LDAPException failure) {
      // A slave in which somebody deleted the account has no place for its keys.
      if (!failure.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        throw new IllegalStateException(failure.getMessage(), failure);
      }
    }
  }

  /** Every entry, parents first. */
  List<Change> entries() {
    try {
      return server
          .search("o=smartdc", SearchScope.SUB, Filter.createPresenceFilter("objectclass"))
          .getSearchEntries()
          .stream()
          .<Entry>map(Entry.class::cast)
          .sorted(Comparator.comparingInt((Entry entry) -> entry.getDN().split(",").length))
          .map(entry -> new Change(entry.getDN(), Optional.of(entry)))
          .toList();
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
