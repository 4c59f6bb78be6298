/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.imgapi.sandbox.account.SshPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What makes a key's entry whole: triton-apis.md 3.3. */
final class KeyRules {
  private static final int PEM_LINE = 64;

  private KeyRules() {}

  static boolean isKey(Entry entry) {
    return entry.hasAttributeValue("objectclass", "sdckey");
  }

  /** Judges an entry as it would be and returns what the server itself has to say of it. */
  static Map<String, String> judge(Entry entry) throws LDAPException {
    for (String name : List.of("name", "openssh", "fingerprint")) {
      if (!entry.hasAttribute(name) || entry.getAttribute(name).size() != 1) {
        throw new LDAPException(
            ResultCode.OBJECT_CLASS_VIOLATION, name + " must have exactly one value");
      }
    }
    SshPublicKey key;
    try {
      key = SshPublicKey.parse(entry.getAttributeValue("openssh"));
    } catch (IllegalArgumentException bad) {
      throw new LDAPException(ResultCode.INVALID_ATTRIBUTE_SYNTAX, "openssh is invalid", bad);
    }
    if (!key.md5().equals(entry.getAttributeValue("fingerprint"))) {
      throw new LDAPException(
          ResultCode.INVALID_ATTRIBUTE_SYNTAX, "fingerprint does not match the key");
    }
    Map<String, String> own = new LinkedHashMap<>();
    own.put("pkcs", pem(key));
    own.put("_owner", user(entry.getDN()));
    own.put("_parent", new DN(entry.getDN()).getParentString());
    return own;
  }

  static String user(String dn) throws LDAPException {
    DN parent = new DN(dn).getParent();
    if (parent == null || parent.getRDN() == null) {
      throw new LDAPException(ResultCode.NAMING_VIOLATION, dn + " is under no account");
    }
    return parent.getRDN().getAttributeValues()[0];
  }

  private static String pem(SshPublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(US_ASCII))
            .encodeToString(key.key().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
