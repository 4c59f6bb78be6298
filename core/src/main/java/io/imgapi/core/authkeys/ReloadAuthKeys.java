/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.authkeys;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ServiceAddress;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.host.ServiceState;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.service.ServiceStart;
import io.imgapi.manta.key.SshAgent;
import io.imgapi.triton.imgapi.Answer;
import io.imgapi.triton.imgapi.Answer.Answered;
import io.imgapi.triton.imgapi.Answer.Broken;
import io.imgapi.triton.imgapi.Answer.ConnectionRefused;
import io.imgapi.triton.imgapi.Answer.Declined;
import io.imgapi.triton.imgapi.Answer.TimedOut;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import io.imgapi.triton.imgapi.RequestSigner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Has the service read its key files again. */
public final class ReloadAuthKeys {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final InstanceLayout layout;
  private final ConfigReader reader;
  private final Host host;
  private final ServiceManager services;
  private final ServiceStart start;
  private final Clock clock;

  /**
   * A reload.
   *
   * @param start restarts the service where that is asked for
   */
  public ReloadAuthKeys(
      InstanceLayout layout,
      ConfigReader reader,
      Host host,
      ServiceManager services,
      ServiceStart start,
      Clock clock) {
    this.layout = layout;
    this.reader = reader;
    this.host = host;
    this.services = services;
    this.start = start;
    this.clock = clock;
  }

  /**
   * Who signs.
   *
   * @param config the configuration file
   * @param key file of an RSA private key; empty to look in the ssh-agent
   * @param user as whom; empty for whoever has the key
   * @param environment where the ssh-agent is named
   */
  public record Request(
      Path config, Optional<Path> key, Optional<String> user, Map<String, String> environment) {}

  /** Somebody whom the service will know. */
  public static final class Signer {
    private final RequestSigner signer;

    private Signer(RequestSigner signer) {
      this.signer = signer;
    }

    /** As whom it signs. */
    public String user() {
      return signer.user();
    }
  }

  /**
   * Looks for a key to sign with; asks the service nothing.
   *
   * @return empty where no key was named and the agent holds none that the service knows
   * @throws ImgapiException where the named key cannot be used
   */
  public Optional<Signer> signer(Request request) {
    SigningKey search = new SigningKey(new KeyFiles(host.files(), layout).all(), request.user());
    Optional<RequestSigner> found =
        request.key().isPresent()
            ? Optional.of(search.of(request.key().get()))
            : search.in(SshAgent.fromEnvironment(request.environment()));
    return found.map(Signer::new);
  }

  /**
   * Asks the service to read its files again. It answers before it has read them, and tells nobody
   * where that fails.
   *
   * @throws ImgapiException {@code AUTH_REFUSED} where it does not know the signer, {@code
   *     REMOTE_UNAVAILABLE} where it does not run or does not answer, {@code FAILED} otherwise
   */
  public void reload(Request request, Signer signer) {
    ServiceAddress address = reader.read(request.config()).service();
    URI base = uri(address);
    ImgapiOptions options = ImgapiOptions.at(base, clock).over(host.sockets()).within(LIMIT);
    try (ImgapiClient client = new ImgapiClient(options)) {
      Answer<Void> answer = client.reloadAuthKeys(signer.signer);
      if (!(answer instanceof Answered)) {
        throw failure(answer).with("service", base.toString()).with("signed", signer.signer + "");
      }
    }
  }

  private static URI uri(ServiceAddress address) {
    String host = address.host();
    boolean everywhere = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    String shown = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + shown + ":" + address.port());
  }

  private static ImgapiException failure(Answer<Void> answer) {
    if (answer instanceof Declined<Void> no
        && (no.status() == UNAUTHORIZED || no.status() == FORBIDDEN)) {
      return ImgapiException.of(
              ExitCode.AUTH_REFUSED, "the service refused the signature: " + no.message())
          .remedy(
              "sign with a key that it has read already, or restart it: imgapi authkeys reload"
                  + " --restart");
    }
    if (answer instanceof Declined<Void> no) {
      return ImgapiException.of(
              ExitCode.FAILED,
              "the service answered with HTTP status " + no.status() + " " + no.message())
          .remedy("see: imgapi log imgapi");
    }
    if (answer instanceof ConnectionRefused) {
      return ImgapiException.of(
              ExitCode.REMOTE_UNAVAILABLE,
              "the service does not run: nobody listens there; it reads its keys when it starts")
          .remedy("see: svcs -x imgapi");
    }
    if (answer instanceof TimedOut<Void> timedOut) {
      return ImgapiException.of(
              ExitCode.REMOTE_UNAVAILABLE,
              "the service did not answer within " + timedOut.limit().toSeconds() + " s")
          .remedy("see: imgapi log imgapi");
    }
    String why = answer instanceof Broken<Void> broken ? broken.reason() : "";
    return ImgapiException.of(ExitCode.REMOTE_UNAVAILABLE, "the service was not reached: " + why)
        .remedy("see: svcs -x imgapi");
  }

  /**
   * Restarts the service, which reads its keys then; what it is doing is broken off.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where there is no service control, {@code FAILED}
   *     where the service does not come up
   */
  public void restart(Request request) {
    if (services.state() == ServiceState.NO_SERVICE_CONTROL) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "there is no service control here to restart the service with")
          .remedy("restart the service by hand: it reads its keys when it starts");
    }
    ServicePing.Answer answer = start.restart(reader.read(request.config()).service());
    if (answer.kind() != ServicePing.Kind.PONG) {
      throw ImgapiException.of(
              ExitCode.FAILED, "the service was restarted and does not answer: " + answer.kind())
          .with("reason", answer.detail())
          .remedy("see: svcs -x imgapi");
    }
  }
}
