/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.triton.imgapi.Answer;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import io.imgapi.triton.imgapi.Ping;
import io.imgapi.triton.imgapi.Trust;
import io.imgapi.triton.vmapi.Nic;
import io.imgapi.triton.vmapi.Vm;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Waits until an instance answers as an image service does (triton-apis.md 10; 14.12, 14.13). */
final class FirstAnswer {
  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private final TritonAccess triton;
  private final Events events;
  private final String again;

  /**
   * Waits for instances of one data centre.
   *
   * @param again what to type to wait again
   */
  FirstAnswer(TritonAccess triton, Events events, String again) {
    this.triton = triton;
    this.events = events;
    this.again = again;
  }

  /** Where an instance answered, and the SHA-256 of the certificate that it showed. */
  record Answered(String address, Optional<String> fingerprint) {}

  Answered await(Vm vm, Duration limit) throws InterruptedException {
    String address =
        vm.primaryNic()
            .map(Nic::ip)
            .filter(ip -> !ip.isEmpty() && !ip.equals("dhcp"))
            .orElseThrow(
                () ->
                    ImgapiException.of(ExitCode.FAILED, "the VM runs, but has no address")
                        .with("vm", vm.uuid().toString())
                        .remedy("look at its network: sdc-vmapi /vms/" + vm.uuid()));
    events.stands("The VM runs. Wait for its answer again with: " + again);
    events.notice(Events.Level.INFO, "waiting for https://" + address + "/ping");
    Instant end = triton.options().clock().instant().plus(limit);
    try (ImgapiClient service =
        new ImgapiClient(
            ImgapiOptions.at(URI.create("https://" + address), triton.options().clock())
                .over(triton.options().sockets())
                .trusting(Trust.ANYBODY)
                .within(LIMIT))) {
      while (true) {
        Answer<Ping> answer = service.ping();
        if (answer instanceof Answer.Answered<Ping> good && good.value().isHealthy()) {
          return new Answered(address, fingerprint(service));
        }
        if (!triton.options().clock().instant().plus(BETWEEN).isBefore(end)) {
          throw silent(vm, address, answer);
        }
        triton.options().sleeper().sleep(BETWEEN);
      }
    }
  }

  private ImgapiException silent(Vm vm, String address, Answer<Ping> last) {
    return ImgapiException.of(
            ExitCode.TIMED_OUT,
            "the VM runs, but its image service does not answer: " + words(last))
        .with("vm", vm.uuid().toString())
        .with("address", "https://" + address)
        .remedy("wait again: " + again + "; or look in the zone at /var/log/setup.log and svcs -x");
  }

  private static String words(Answer<Ping> answer) {
    if (answer instanceof Answer.ConnectionRefused<Ping>) {
      return "nothing listens there yet, its set-up has not come that far";
    }
    if (answer instanceof Answer.Declined<Ping> no) {
      return no.by() == Answer.Speaker.FRONT_END
          ? "its TLS front end finds no service behind it"
          : "status " + no.status() + " " + no.code();
    }
    if (answer instanceof Answer.TimedOut<Ping>) {
      return "no answer in time; is the network reachable from here?";
    }
    if (answer instanceof Answer.TlsTrouble<Ping> trouble) {
      return "TLS: " + trouble.reason();
    }
    if (answer instanceof Answer.Broken<Ping> broken) {
      return broken.reason();
    }
    return "something answers that is no image service";
  }

  private static Optional<String> fingerprint(ImgapiClient service) {
    if (service.certificate() instanceof Answer.Answered<X509Certificate> shown) {
      try {
        return Optional.of(
            HexFormat.ofDelimiter(":")
                .formatHex(
                    MessageDigest.getInstance("SHA-256").digest(shown.value().getEncoded())));
      } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return Optional.empty();
  }
}
