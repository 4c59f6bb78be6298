/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import com.unboundid.ldap.sdk.Entry;
import io.imgapi.sandbox.account.Account;
import io.imgapi.sandbox.account.AccountKeys;
import io.imgapi.sandbox.account.SshPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts and keys as a service of the data centre has them: read in the local UFDS, written to
 * the master.
 */
public final class UfdsAccounts implements AccountKeys {
  private final UfdsServers servers;

  /** Takes the directories. */
  public UfdsAccounts(UfdsServers servers) {
    this.servers = servers;
  }

  @Override
  public Optional<Account> account(String login) {
    return servers.local().person(login).map(person -> account(login, person));
  }

  private Account account(String login, Entry person) {
    Map<String, SshPublicKey> keys = new HashMap<>();
    for (NamedKey key : servers.local().keys(person.getAttributeValue("uuid"))) {
      keys.put(key.fingerprint(), SshPublicKey.parse(key.openssh()));
    }
    boolean approved =
        "true".equals(person.getAttributeValue("approved_for_provisioning"))
            && !"true".equals(person.getAttributeValue("disabled"));
    return new Account(login, approved, keys);
  }

  @Override
  public long revision() {
    return servers.local().rules().changes();
  }

  /** The uuid of an account. */
  public Optional<String> uuid(String login) {
    return servers.local().person(login).map(person -> person.getAttributeValue("uuid"));
  }

  /** The keys of an account. */
  public List<NamedKey> keys(String uuid) {
    return servers.local().keys(uuid);
  }

  /**
   * Puts a key on an account.
   *
   * @param name empty for the key's comment, or its fingerprint where it has none
   * @throws IllegalArgumentException when it is no key, or a key or a name is taken
   */
  public NamedKey addKey(String uuid, String name, String line) {
    SshPublicKey key = SshPublicKey.parse(line);
    String text = line.replaceAll("[\\r\\n]", "").strip();
    NamedKey wanted =
        new NamedKey(
            !name.isBlank() ? name.strip() : key.comment().isEmpty() ? key.md5() : key.comment(),
            key.md5(),
            text);
    for (NamedKey present : servers.master().keys(uuid)) {
      if (present.name().equals(wanted.name())
          || present.fingerprint().equals(wanted.fingerprint())) {
        throw new IllegalArgumentException("there is such a key");
      }
    }
    servers.master().addKey(uuid, wanted);
    return wanted;
  }

  /** Takes a key off an account. */
  public void removeKey(String uuid, String fingerprint) {
    servers.master().removeKey(uuid, fingerprint);
  }
}
