/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;

/** Hears of keys. */
public interface Keys {

  /** One was put on an account. */
  void added(String userUuid, String openssh);

  /** One was taken off an account. */
  void removed(String userUuid, String md5);

  /** Tells of a change, where it is one of a key. */
  static void tell(Change change, Keys keys) {
    try {
      if (change.now().filter(KeyRules::isKey).isPresent()) {
        keys.added(KeyRules.user(change.dn()), change.now().get().getAttributeValue("openssh"));
      }
      DN dn = new DN(change.dn());
      if (change.now().isEmpty() && dn.getRDN().hasAttribute("fingerprint")) {
        keys.removed(KeyRules.user(change.dn()), dn.getRDN().getAttributeValues()[0]);
      }
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }
}
