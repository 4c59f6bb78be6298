/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.certificate;

import io.imgapi.core.host.Host;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServiceState;
import io.imgapi.core.time.Sleeper;
import io.imgapi.core.tlscert.CertificateFile;
import io.imgapi.triton.imgapi.Answer;
import io.imgapi.triton.imgapi.Answer.Answered;
import io.imgapi.triton.imgapi.Answer.Broken;
import io.imgapi.triton.imgapi.Answer.ConnectionRefused;
import io.imgapi.triton.imgapi.Answer.TlsTrouble;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import io.imgapi.triton.imgapi.Trust;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The TLS front end of an instance, which reads its certificate when it starts. */
public final class FrontEnd {
  private static final Duration COMES_UP = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final Host host;
  private final ServiceManager service;
  private final URI address;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * A front end.
   *
   * @param port where it listens, on loopback
   */
  public FrontEnd(Host host, ServiceManager service, int port, Clock clock, Sleeper sleeper) {
    this.host = host;
    this.service = service;
    this.address = URI.create("https://127.0.0.1:" + port);
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Where it listens. */
  public String address() {
    return address.toString();
  }

  /** Whether it runs as a service that can be restarted, or is meant to. */
  boolean isManaged() {
    ServiceState state = service.state();
    return state != ServiceState.NO_SERVICE_CONTROL
        && state != ServiceState.NO_SUCH_SERVICE
        && state != ServiceState.DISABLED;
  }

  /** The certificate that it shows, or why that cannot be seen. */
  Answer<X509Certificate> shown() {
    ImgapiOptions options =
        ImgapiOptions.at(address, clock).over(host.sockets()).trusting(Trust.ANYBODY);
    try (ImgapiClient client = new ImgapiClient(options)) {
      return client.certificate();
    }
  }

  boolean shows(String fingerprint) {
    return shown() instanceof Answered<X509Certificate> answered
        && CertificateFile.fingerprint(answered.value()).equals(fingerprint);
  }

  /**
   * Restarts it and waits until it shows this certificate.
   *
   * @return whether it does within half a minute
   */
  boolean restartShowing(String fingerprint) {
    service.restart();
    Instant deadline = clock.instant().plus(COMES_UP);
    boolean shows = shows(fingerprint);
    while (!shows && clock.instant().isBefore(deadline)) {
      sleeper.pause(BETWEEN);
      shows = shows(fingerprint);
    }
    return shows;
  }

  /** What is to be seen at its port, in words. */
  String inWords() {
    Answer<X509Certificate> answer = shown();
    if (answer instanceof Answered<X509Certificate> answered) {
      return "it shows the certificate " + CertificateFile.fingerprint(answered.value());
    }
    if (answer instanceof ConnectionRefused) {
      return "nobody listens there";
    }
    if (answer instanceof TlsTrouble<X509Certificate> trouble) {
      return trouble.reason();
    }
    return answer instanceof Broken<X509Certificate> broken
        ? broken.reason()
        : "it does not answer";
  }
}
