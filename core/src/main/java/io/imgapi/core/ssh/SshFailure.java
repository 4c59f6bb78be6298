/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Says in words why a machine cannot be worked on, and what to type next. */
final class SshFailure {
  private SshFailure() {}

  /** Why no connection came about. */
  static ImgapiException unreachable(SshLogin login, IOException e) {
    SshTarget target = login.target();
    String host = target.host();
    if (caused(e, UnknownHostException.class)) {
      return unavailable(target, "no address is known for " + host, e)
          .remedy("name its address; ~/.ssh/config is not read");
    }
    if (caused(e, ConnectException.class) && said(e).contains("refused")) {
      return unavailable(
              target, host + " refused the connection: no SSH server on port " + target.port(), e)
          .remedy("check address and port, and there: svcs ssh");
    }
    if (caused(e, SocketTimeoutException.class) || caused(e, TimeoutException.class)) {
      return unavailable(
              target, host + " did not answer within " + login.timeout().toSeconds() + " s", e)
          .remedy(
              "check the address and the way there (ping "
                  + host
                  + "), or raise --connect-timeout");
    }
    if (said(e).contains("settlement")) {
      return ImgapiException.of(
              ExitCode.FAILED, "the SSH server of " + host + " speaks only what is too old or new")
          .with("host", target.toString())
          .with("reason", said(e))
          .remedy("bring its OpenSSH up to date")
          .causedBy(e);
    }
    return unavailable(target, host + " cannot be reached over SSH: " + said(e), e)
        .remedy("check the address and the way there: ssh " + plain(target));
  }

  /** No key was accepted. */
  static ImgapiException noKey(SshLogin login, LoginKeys keys, List<LoginKey> tried, String said) {
    SshTarget target = login.target();
    ImgapiException refused =
        ImgapiException.of(ExitCode.AUTH_REFUSED, target.host() + " " + said)
            .with("host", target.toString());
    for (LoginKey key : tried) {
      refused = refused.with("tried " + (tried.indexOf(key) + 1), key.toString());
    }
    if (!keys.untried().isEmpty()) {
      refused = refused.with("not tried", String.join(", ", keys.untried()));
    }
    return refused.remedy(
        "add the public key to ~"
            + target.user()
            + "/.ssh/authorized_keys there, or name another one with --identity FILE"
            + " or load it into an agent with ssh-add");
  }

  /** The connection went away; what was going on may or may not have happened. */
  static ImgapiException lost(SshTarget target, String during, Throwable cause) {
    return unavailable(
            target,
            "the connection to "
                + target.host()
                + " was lost while "
                + during
                + "; whether that was finished there is not known",
            cause)
        .remedy("look at the machine, then run it again");
  }

  static ImgapiException unavailable(SshTarget target, String message, Throwable cause) {
    return ImgapiException.of(ExitCode.REMOTE_UNAVAILABLE, message)
        .with("host", target.toString())
        .causedBy(cause);
  }

  private static String plain(SshTarget target) {
    String port = target.port() == SshTarget.SSH_PORT ? "" : "-p " + target.port() + " ";
    return port + target.user() + "@" + target.host();
  }

  static boolean caused(Throwable e, Class<? extends Throwable> kind) {
    return cause(e, kind).isPresent();
  }

  /** The nearest cause of a kind, the exception itself included. */
  static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> kind) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
    }
    return Optional.empty();
  }

  private static String said(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
