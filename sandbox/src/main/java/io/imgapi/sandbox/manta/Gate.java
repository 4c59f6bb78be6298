/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.auth.Caller;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.TreePath;
import java.util.Optional;

/**
 * Lets requests through to the tree, in the order of manta-protocol.md 10, steps 2 to 7: who asks,
 * whose tree it is, whether the entry and its parent exist, and only then whether it is allowed.
 */
final class Gate {

  private final MantaContext context;

  Gate(MantaContext context) {
    this.context = context;
  }

  /** Authenticates the request. */
  Caller caller(Exchange exchange) {
    return context
        .authenticator()
        .authenticate(exchange, exchange.now(), exchange.struck().has(Fault.KeyUnknown.class));
  }

  /**
   * Finds what the request is about.
   *
   * @param mustExist whether a missing entry is an error (all but PUT)
   */
  Target enter(Exchange exchange, Caller caller, boolean mustExist) {
    return enter(exchange, caller, RequestPath.decode(exchange.cleanPath()), mustExist);
  }

  /** Finds something other than what the request's own path names. */
  Target enter(Exchange exchange, Caller caller, TreePath path, boolean mustExist) {
    String owner = path.account();
    if (context.accounts().account(owner).isEmpty()) {
      throw new MantaError(403, "AccountDoesNotExist", owner + " does not exist");
    }
    boolean publicRead = isPublicRead(exchange, path);
    if (caller.isAnonymous() && !publicRead) {
      throw new MantaError(
          403, "AuthorizationFailed", "anonymous is not allowed to access " + exchange.cleanPath());
    }
    Optional<Entry> entry = find(path);
    if (entry.isPresent() && !Target.isRoot(path)) {
      exchange.putEntry(entry.get());
    }
    Optional<Entry> parent = Optional.empty();
    if (mustExist) {
      if (entry.isEmpty()) {
        throw MantaError.notFound(exchange.cleanPath());
      }
    } else if (!Target.isRoot(path)) {
      TreePath above = path.parent().orElseThrow();
      parent = find(above);
      if (parent.isEmpty()) {
        throw MantaError.noParent(parentOf(exchange.cleanPath()));
      }
    }
    if (!publicRead && !caller.login().equals(owner)) {
      throw new MantaError(
          403,
          "AuthorizationFailed",
          caller.login() + " is not allowed to access " + exchange.cleanPath());
    }
    return new Target(caller, path, entry, parent);
  }

  private Optional<Entry> find(TreePath path) {
    return Target.isRoot(path) ? Optional.of(Target.ROOT) : context.tree().find(path);
  }

  private static boolean isPublicRead(Exchange exchange, TreePath path) {
    boolean reads =
        switch (exchange.method()) {
          case "GET", "HEAD", "OPTIONS" -> true;
          default -> false;
        };
    return reads
        && new Target(Caller.ANONYMOUS, path, Optional.empty(), Optional.empty()).isPublic();
  }

  static String parentOf(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }
}
