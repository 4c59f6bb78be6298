/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.imgapi.sandbox.account.SshPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What UFDS does beside keeping entries: keys are judged and completed as they come, and told to
 * those who live by them (triton-apis.md 3.3).
 */
public final class UfdsRules extends InMemoryOperationInterceptor {

  /** Hears of keys. */
  public interface Keys {

    /** One was put on an account. */
    void added(String userUuid, String openssh);

    /** One was taken off an account. */
    void removed(String userUuid, String md5);
  }

  private record Trouble(String operation, ResultCode result) {}

  private static final int PEM_LINE = 64;
  private final Keys keys;
  private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
  private volatile Runnable keep = () -> {};

  UfdsRules(Keys keys) {
    this.keys = keys;
  }

  void keepIn(Runnable how) {
    keep = how;
  }

  void changed() {
    keep.run();
  }

  /**
   * Refuses the next operation of a kind.
   *
   * @param operation {@code bind}, {@code search}, {@code add} or {@code delete}
   * @param result for example 51
   */
  public void refuseNext(String operation, int result) {
    troubles.add(new Trouble(operation, ResultCode.valueOf(result)));
  }

  private void strike(String operation) throws LDAPException {
    Optional<Trouble> trouble =
        troubles.stream().filter(one -> one.operation().equals(operation)).findFirst();
    if (trouble.filter(troubles::remove).isPresent()) {
      throw new LDAPException(trouble.get().result(), "an injected fault");
    }
  }

  @Override
  public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
      throws LDAPException {
    strike("bind");
  }

  @Override
  public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
    strike("search");
  }

  @Override
  public void processAddRequest(InMemoryInterceptedAddRequest request) throws LDAPException {
    strike("add");
    AddRequest add = request.getRequest().duplicate();
    if (add.hasAttributeValue("objectclass", "sdckey")) {
      judge(add);
      request.setRequest(add);
    }
  }

  private static void judge(AddRequest add) throws LDAPException {
    for (String name : List.of("name", "openssh", "fingerprint")) {
      if (!add.hasAttribute(name) || add.getAttribute(name).size() != 1) {
        throw new LDAPException(
            ResultCode.OBJECT_CLASS_VIOLATION, name + " must have exactly one value");
      }
    }
    SshPublicKey key;
    try {
      key = SshPublicKey.parse(add.getAttribute("openssh").getValue());
    } catch (IllegalArgumentException bad) {
      throw new LDAPException(ResultCode.INVALID_ATTRIBUTE_SYNTAX, "openssh is invalid", bad);
    }
    if (!key.md5().equals(add.getAttribute("fingerprint").getValue())) {
      throw new LDAPException(
          ResultCode.INVALID_ATTRIBUTE_SYNTAX, "fingerprint does not match the key");
    }
    add.addAttribute("pkcs", pem(key));
    add.addAttribute("_owner", user(add.getDN()));
    add.addAttribute("_parent", new DN(add.getDN()).getParentString());
  }

  private static String pem(SshPublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key.key().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String user(String dn) throws LDAPException {
    return new DN(dn).getParent().getRDN().getAttributeValues()[0];
  }

  @Override
  public void processAddResult(InMemoryInterceptedAddResult result) {
    if (!result.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
      return;
    }
    keep.run();
    try {
      if (result.getRequest().hasAttributeValue("objectclass", "sdckey")) {
        keys.added(
            user(result.getRequest().getDN()),
            result.getRequest().getAttribute("openssh").getValue());
      }
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  @Override
  public void processModifyResult(InMemoryInterceptedModifyResult result) {
    keep.run();
  }

  @Override
  public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) throws LDAPException {
    strike("delete");
  }

  @Override
  public void processDeleteResult(InMemoryInterceptedDeleteResult result) {
    if (!result.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
      return;
    }
    keep.run();
    try {
      DN dn = new DN(result.getRequest().getDN());
      if (dn.getRDN().hasAttribute("fingerprint")) {
        keys.removed(user(dn.toString()), dn.getRDN().getAttributeValues()[0]);
      }
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }
}
