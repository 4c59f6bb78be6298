/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks and changes a UFDS (triton-apis.md 3). Every call may throw {@link TritonException}.
 * Connects at the first call. For one thread.
 */
public final class UfdsClient implements AutoCloseable {
  private static final String USERS = "ou=users, o=smartdc";
  private static final String[] OF_USERS = {
    "uuid", "login", "email", "company", "approved_for_provisioning", "disabled"
  };
  private static final String[] OF_KEYS = {"name", "fingerprint", "openssh"};
  private final LdapSession session;

  /** A client; nothing is connected yet. */
  public UfdsClient(UfdsAddress address, TritonOptions options) {
    session = new LdapSession(address, options);
  }

  /** An account by its login or uuid; empty where there is none (3.2). */
  public Optional<UfdsUser> user(String loginOrUuid) {
    Filter wanted =
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectclass", "sdcperson"),
            Filter.createORFilter(
                Filter.createEqualityFilter("login", loginOrUuid),
                Filter.createEqualityFilter("uuid", loginOrUuid)));
    return session
        .run("search of an account", false, to -> search(to, USERS, wanted, OF_USERS))
        .stream()
        .findFirst()
        .map(this::user);
  }

  /** The keys of an account, all of them (3.3). */
  public List<UfdsKey> keys(UUID user) {
    Filter keys = Filter.createEqualityFilter("objectclass", "sdckey");
    return session.run("search of keys", false, to -> search(to, dn(user), keys, OF_KEYS)).stream()
        .map(this::key)
        .toList();
  }

  /**
   * Puts a key on an account (3.3). Safe to repeat: a key that is there already is left as it is,
   * under whatever name.
   *
   * @param openssh one line; the fingerprint is computed from it
   * @throws TritonException {@code CONFLICT} where another key has the name
   * @throws IllegalArgumentException where the line is no public key
   */
  public UfdsKey addKey(UUID user, String name, String openssh) {
    KeyLine line = KeyLine.parse(openssh);
    String fingerprint = line.md5();
    List<UfdsKey> present = keys(user);
    Optional<UfdsKey> same =
        present.stream().filter(key -> key.fingerprint().equals(fingerprint)).findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    if (present.stream().anyMatch(key -> key.name().equals(name))) {
      throw TritonException.of(
              TritonException.Kind.CONFLICT,
              session.named("add of a key"),
              "another key on the account is called " + name)
          .build();
    }
    Entry entry =
        new Entry(
            keyDn(user, fingerprint),
            new Attribute("objectclass", "sdckey"),
            new Attribute("name", name),
            new Attribute("fingerprint", fingerprint),
            new Attribute("openssh", line.text()));
    session.run(
        "add of a key",
        true,
        to -> {
          try {
            return to.add(entry);
          } catch (LDAPException e) {
            // Somebody put the very same key there since it was looked for.
            if (e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
              return null;
            }
            throw e;
          }
        });
    return new UfdsKey(name, fingerprint, line.text());
  }

  /** Takes a key off an account. Safe to repeat: one that is not there does not matter. */
  public void removeKey(UUID user, String fingerprint) {
    session.run(
        "removal of a key",
        true,
        to -> {
          try {
            return to.delete(keyDn(user, fingerprint).toString());
          } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
              return null;
            }
            throw e;
          }
        });
  }

  private static List<SearchResultEntry> search(
      com.unboundid.ldap.sdk.LDAPConnection to, String base, Filter filter, String[] attributes)
      throws LDAPSearchException {
    return to.search(new SearchRequest(base, SearchScope.ONE, filter, attributes))
        .getSearchEntries();
  }

  private UfdsUser user(Entry entry) {
    return new UfdsUser(
        uuid(entry),
        text(entry, "login"),
        text(entry, "email"),
        text(entry, "company"),
        text(entry, "approved_for_provisioning").equalsIgnoreCase("true"),
        text(entry, "disabled").equalsIgnoreCase("true"));
  }

  private UUID uuid(Entry entry) {
    try {
      return UUID.fromString(text(entry, "uuid"));
    } catch (IllegalArgumentException e) {
      throw TritonException.of(
              TritonException.Kind.NOT_UNDERSTOOD,
              session.named("search of an account"),
              "an account has no uuid")
          .build();
    }
  }

  private UfdsKey key(Entry entry) {
    return new UfdsKey(text(entry, "name"), text(entry, "fingerprint"), text(entry, "openssh"));
  }

  private static String text(Entry entry, String attribute) {
    String value = entry.getAttributeValue(attribute);
    return value == null ? "" : value;
  }

  private static String dn(UUID user) {
    return "uuid=" + user + ", " + USERS;
  }

  private static DN keyDn(UUID user, String fingerprint) {
    try {
      return new DN(new RDN("fingerprint", fingerprint), new DN(dn(user)));
    } catch (LDAPException e) {
      throw new IllegalArgumentException("no fingerprint: " + fingerprint, e);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
