/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.manta.error.UnreachableException;
import io.imgapi.manta.key.MantaKeyException;

/** Says what a failure of Manta means to somebody who typed a command, and what to type next. */
record AccessFailures(Access access) {
  private static final int FORBIDDEN = 403;

  /** The failure that ends a command. */
  ImgapiException explain(MantaException e) {
    return switch (e.category()) {
      case ABSENT -> absent((AbsentException) e);
      case REFUSED -> refused((RefusedException) e);
      case UNREACHABLE -> unreachable((UnreachableException) e);
      case THROTTLED ->
          named(ExitCode.REMOTE_UNAVAILABLE, "Manta asked to be asked less often: " + text(e), e)
              .remedy("run this again a little later");
      case CONFLICT ->
          named(ExitCode.FAILED, "somebody else changed it meanwhile: " + text(e), e)
              .remedy("look what is there now: imgapi manta info " + quoted(e.path()));
      case CORRUPT ->
          named(ExitCode.INTEGRITY, "the content was damaged on its way or in Manta: " + text(e), e)
              .remedy("run this again; if it repeats, look at what lies between, then at Manta");
      case BAD_ANSWER ->
          named(ExitCode.INTEGRITY, "the answer makes no sense: " + text(e), e)
              .remedy("check that this is the address of a Manta, and what lies between");
      case CLOCK ->
          named(ExitCode.CLOCK, "Manta does not accept this machine's date: " + text(e), e)
              .remedy("set this machine's clock, then run this again");
      case FULL ->
          named(ExitCode.REMOTE_UNAVAILABLE, "Manta has no room: " + text(e), e)
              .remedy("make room in Manta, then run this again");
      case STOPPED -> named(ExitCode.INTERRUPTED, "interrupted: " + text(e), e);
    };
  }

  /** A key that cannot sign. */
  ImgapiException explain(MantaKeyException e) {
    return named(ExitCode.CONFIG_INVALID, "the key to Manta cannot be used: " + e.getMessage(), e)
        .with("key id", access.settings().keyId())
        .remedy("check the ssh-agent, or the key file's owner and mode");
  }

  /** A failure that names the Manta, the account and where the credentials come from. */
  ImgapiException named(ExitCode code, String message, Throwable cause) {
    return ImgapiException.of(code, message)
        .with("manta", access.settings().shownUrl())
        .with("account", access.settings().user())
        .with("credentials", access.source())
        .causedBy(cause);
  }

  /** A path as a shell takes it. */
  static String quoted(String path) {
    return path.matches("[\\w/.,:=@%+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  private ImgapiException absent(AbsentException e) {
    int slash = e.path().lastIndexOf('/');
    String parent = slash > 0 ? e.path().substring(0, slash) : e.path();
    if (e.parentMissing()) {
      return named(ExitCode.FAILED, "the directory " + parent + " is not in Manta", e)
          .remedy("make it on the way with -p, or correct the path");
    }
    ImgapiException failure =
        named(ExitCode.FAILED, "Manta answers that nothing is there: " + e.path(), e);
    return access.backup().filter(e.path()::equals).isPresent()
        ? failure.remedy("there is no backup yet; make one with: imgapi backup")
        : failure.remedy("look what is there: imgapi manta ls " + quoted(parent));
  }

  private ImgapiException refused(RefusedException e) {
    if (e.authentication()) {
      return named(ExitCode.AUTH_REFUSED, "Manta does not accept the key: " + text(e), e)
          .with("key id", access.settings().keyId())
          .remedy(
              "add the public key to the account "
                  + access.account()
                  + " or use another key; one that was just added takes some minutes");
    }
    if (e.status() == FORBIDDEN) {
      return named(
              ExitCode.AUTH_REFUSED,
              "Manta accepts the key but forbids the operation: " + text(e),
              e)
          .with("key id", access.settings().keyId())
          .remedy("check that the path is of this account, and the roles of its user");
    }
    return switch (e.code()) {
      case RefusedException.NOT_AN_OBJECT ->
          named(ExitCode.FAILED, e.path() + " is a directory, not an object", e)
              .remedy("see what is in it: imgapi manta ls " + quoted(e.path()));
      case RefusedException.NOT_A_DIRECTORY, "ParentNotDirectory" ->
          named(ExitCode.FAILED, "an object is where a directory should be: " + text(e), e)
              .remedy("look at it: imgapi manta info " + quoted(e.path()));
      case "DirectoryNotEmpty" ->
          named(ExitCode.FAILED, e.path() + " is not empty; somebody is writing there", e)
              .remedy("find the writer, then run this again");
      default -> named(ExitCode.FAILED, "Manta refuses: " + text(e), e);
    };
  }

  private ImgapiException unreachable(UnreachableException e) {
    ImgapiException failure =
        named(ExitCode.REMOTE_UNAVAILABLE, "Manta gives no usable answer: " + text(e), e);
    return e.maybeApplied()
        ? failure.remedy(
            "it may have been carried out all the same; look before you run it again:"
                + " imgapi manta info "
                + quoted(e.path()))
        : failure.remedy("check the address and the network, then run this again");
  }

  private static String text(MantaException e) {
    return e.getMessage();
  }
}
