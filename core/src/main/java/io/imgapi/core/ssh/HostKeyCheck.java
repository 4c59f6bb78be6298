/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.ssh.KnownHosts.Standing;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/**
 * Decides whether a machine is the one that is meant: by a recorded host key, or by the one
 * fingerprint that the operator accepts. There is no other way past it.
 */
final class HostKeyCheck implements HostKeyVerifier {
  private final SshTarget target;
  private final KnownHosts known;
  private final Optional<String> accepted;
  private byte[] shown;
  private Standing standing;
  private boolean passed;

  HostKeyCheck(SshTarget target, KnownHosts known, Optional<String> accepted) {
    this.target = target;
    this.known = known;
    this.accepted = accepted.map(text -> text.replaceAll("=$", ""));
  }

  @Override
  public synchronized boolean verify(String hostname, int port, PublicKey key) {
    shown = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    standing = known.standing(shown);
    passed = standing == Standing.KNOWN || (standing != Standing.REVOKED && isAccepted());
    return passed;
  }

  private boolean isAccepted() {
    return accepted.filter(PublicKeyText.fingerprint(shown)::equals).isPresent();
  }

  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    return known.algorithms();
  }

  /** Records the key if it was not known; to be called when the machine has proven to hold it. */
  synchronized void record() {
    if (standing != Standing.KNOWN) {
      known.record(shown);
    }
  }

  /** Why the machine was refused; empty if it was not, or never showed a key. */
  synchronized Optional<ImgapiException> refusal() {
    if (standing == null || passed) {
      return Optional.empty();
    }
    String unlike = accepted.isPresent() ? ", and not the accepted one" : "";
    ImgapiException refusal =
        ImgapiException.of(ExitCode.REFUSED, said() + unlike)
            .with("host", target.toString())
            .with("shown", PublicKeyText.of(shown));
    if (accepted.isPresent()) {
      refusal = refusal.with("accepted", accepted.get());
    }
    if (standing == Standing.CHANGED) {
      refusal = refusal.with("recorded", String.join(", ", known.recorded()));
    }
    return Optional.of(refusal.with("known hosts", known.shown()).remedy(remedy()));
  }

  private String said() {
    return switch (standing) {
      case REVOKED -> "the host key of " + target.host() + " is marked as revoked";
      case CHANGED ->
          "the host key of "
              + target.host()
              + " is not the recorded one: the machine was made anew (a reprovision makes new"
              + " keys), or somebody answers in its place";
      default -> "the host key of " + target.host() + " is not known";
    };
  }

  private String remedy() {
    if (standing == Standing.REVOKED) {
      return "do not use this machine; whoever revoked its key knows why";
    }
    return "compare it with what this prints on the machine itself (zlogin):"
        + " for k in /etc/ssh/*.pub /var/ssh/*.pub; do ssh-keygen -l -f $k; done;"
        + " if it is there, add: --accept-host-key "
        + PublicKeyText.fingerprint(shown);
  }
}
