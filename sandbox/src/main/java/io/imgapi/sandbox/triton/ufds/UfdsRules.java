/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSASLBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.fault.Struck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What UFDS does beside keeping entries: who may write is looked at, keys are judged and completed
 * as they come, and changes are told of (triton-apis.md 3).
 */
public final class UfdsRules extends InMemoryOperationInterceptor {

  /** The control that shows attributes whose names begin with an underscore. */
  static final String REVEAL = "1.3.6.1.4.1.38678.1";

  private static final String OPERATORS = "cn=operators, ou=groups, o=smartdc";

  private final Consumer<Change> listener;
  private final FaultPlan faults;
  private final Sleeper sleeper;
  // Of connections; those of root are not in it.
  private final Map<Long, String> callers = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile InMemoryDirectoryServer server;
  private volatile Runnable keep = () -> {};

  UfdsRules(Consumer<Change> listener, FaultPlan faults, Sleeper sleeper) {
    this.listener = listener;
    this.faults = faults;
    this.sleeper = sleeper;
  }

  void watch(InMemoryDirectoryServer watched, Runnable how) {
    server = watched;
    keep = how;
  }

  synchronized void keep() {
    changes.incrementAndGet();
    keep.run();
  }

  long changes() {
    return changes.get();
  }

  void changed(String dn) {
    keep();
    try {
      listener.accept(new Change(dn, entry(dn)));
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  private Optional<Entry> entry(String dn) throws LDAPException {
    return Optional.ofNullable(server.getEntry(dn));
  }

  /**
   * Refuses the next operation of a kind.
   *
   * @param operation {@code bind}, {@code search}, {@code add}, {@code modify} or {@code delete}
   * @param result for example 51
   */
  public void refuseNext(String operation, int result) {
    faults.add(FaultRule.of(new Fault.Status(result)).method(operation).times(1));
  }

  /** What goes wrong: a rule's method is the operation, its path the DN, its status the result. */
  public FaultPlan faults() {
    return faults;
  }

  private void strike(String operation, String dn) throws LDAPException {
    Struck struck = faults.strike(operation, dn);
    try {
      if (struck.delayMillis() > 0) {
        sleeper.sleep(Duration.ofMillis(struck.delayMillis()));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Optional<Fault.Status> status = struck.first(Fault.Status.class);
    if (status.isPresent()) {
      throw new LDAPException(ResultCode.valueOf(status.get().status()), "an injected fault");
    }
  }

  @Override
  public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
      throws LDAPException {
    strike("bind", request.getRequest().getBindDN());
  }

  @Override
  public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult result) {
    String dn = result.getRequest().getBindDN();
    if (result.getResult().getResultCode().equals(ResultCode.SUCCESS) && !isRoot(dn)) {
      callers.put(result.getConnectionID(), dn);
    } else {
      callers.remove(result.getConnectionID());
    }
  }

  private static boolean isRoot(String dn) {
    try {
      return DN.equals(dn, UfdsServer.BIND_DN);
    } catch (LDAPException bad) {
      return false;
    }
  }

  @Override
  public void processSASLBindRequest(InMemoryInterceptedSASLBindRequest request)
      throws LDAPException {
    throw new LDAPException(ResultCode.AUTH_METHOD_NOT_SUPPORTED, "only simple binds are");
  }

  private void requireWriter(InMemoryInterceptedRequest request) throws LDAPException {
    String caller = callers.get(request.getConnectionID());
    if (caller != null && !isOperator(caller)) {
      throw new LDAPException(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, caller + " may not write");
    }
  }

  private boolean isOperator(String caller) throws LDAPException {
    for (String member :
        entry(OPERATORS)
            .map(group -> group.getAttributeValues("uniquemember"))
            .orElse(new String[0])) {
      if (DN.equals(member, caller)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
    strike("search", request.getRequest().getBaseDN());
    SearchRequest search = request.getRequest().duplicate();
    List<Control> others = new ArrayList<>(search.getControlList());
    if (others.removeIf(control -> control.getOID().equals(REVEAL))) {
      // The library knows nothing of it and would refuse it where it is critical.
      search.setControls(others);
      request.setProperty(REVEAL, true);
      request.setRequest(search);
    }
  }

  @Override
  public void processSearchEntry(InMemoryInterceptedSearchEntry result) {
    if (result.getProperty(REVEAL) != null) {
      return;
    }
    Entry shown = result.getSearchEntry().duplicate();
    for (Attribute attribute : result.getSearchEntry().getAttributes()) {
      if (attribute.getName().startsWith("_")) {
        shown.removeAttribute(attribute.getName());
      }
    }
    result.setSearchEntry(shown);
  }

  @Override
  public void processAddRequest(InMemoryInterceptedAddRequest request) throws LDAPException {
    strike("add", request.getRequest().getDN());
    requireWriter(request);
    AddRequest add = request.getRequest().duplicate();
    if (KeyRules.isKey(add.toEntry())) {
      KeyRules.judge(add.toEntry()).forEach(add::replaceAttribute);
      request.setRequest(add);
    }
  }

  @Override
  public void processAddResult(InMemoryInterceptedAddResult result) {
    if (result.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
      changed(result.getRequest().getDN());
    }
  }

  @Override
  public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
    strike("modify", request.getRequest().getDN());
    requireWriter(request);
    ModifyRequest modify = request.getRequest().duplicate();
    Optional<Entry> present = entry(modify.getDN());
    if (present.isEmpty()) {
      return;
    }
    Entry after = Entry.applyModifications(present.get(), true, modify.getModifications());
    if (KeyRules.isKey(present.get()) || KeyRules.isKey(after)) {
      KeyRules.judge(after)
          .forEach(
              (name, value) ->
                  modify.addModification(new Modification(ModificationType.REPLACE, name, value)));
      request.setRequest(modify);
    }
  }

  @Override
  public void processModifyResult(InMemoryInterceptedModifyResult result) {
    if (result.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
      changed(result.getRequest().getDN());
    }
  }

  @Override
  public void processModifyDNRequest(InMemoryInterceptedModifyDNRequest request)
      throws LDAPException {
    throw new LDAPException(ResultCode.UNWILLING_TO_PERFORM, "entries keep their names");
  }

  @Override
  public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) throws LDAPException {
    strike("delete", request.getRequest().getDN());
    requireWriter(request);
  }

  @Override
  public void processDeleteResult(InMemoryInterceptedDeleteResult result) {
    if (result.getResult().getResultCode().equals(ResultCode.SUCCESS)) {
      changed(result.getRequest().getDN());
    }
  }
}
