/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.service;

import io.imgapi.core.host.Host;
import io.imgapi.core.host.ServicePing;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Asks a service from the machine that it runs on, wherever that is. */
public final class FarServicePing implements ServicePing {
  private final Host host;
  private final Clock clock;

  public FarServicePing(Host host, Clock clock) {
    this.host = host;
    this.clock = clock;
  }

  @Override
  public Answer ping(String address, int port, Duration limit) {
    io.imgapi.triton.imgapi.Answer<Boolean> answer =
        client(address, port, limit).ping().map(ping -> ping.isHealthy());
    return answer instanceof io.imgapi.triton.imgapi.Answer.Answered<Boolean> said && !said.value()
        ? new Answer(Kind.OTHER, "the answer is not that of an image service")
        : answer(answer);
  }

  @Override
  public Answer image(String address, int port, UUID image, Duration limit) {
    return answer(client(address, port, limit).image(image));
  }

  private ImgapiClient client(String address, int port, Duration limit) {
    return new ImgapiClient(
        ImgapiOptions.at(URI.create("http://" + reachable(address) + ":" + port), clock)
            .over(host.sockets())
            .within(limit));
  }

  private static String reachable(String address) {
    if (address.isEmpty() || address.equals("0.0.0.0") || address.equals("::")) {
      return "127.0.0.1";
    }
    return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
  }

  private static Answer answer(io.imgapi.triton.imgapi.Answer<?> answer) {
    if (answer instanceof io.imgapi.triton.imgapi.Answer.Answered<?>) {
      return new Answer(Kind.PONG, "");
    }
    if (answer instanceof io.imgapi.triton.imgapi.Answer.ConnectionRefused<?>) {
      return new Answer(Kind.REFUSED, "nobody listens there");
    }
    if (answer instanceof io.imgapi.triton.imgapi.Answer.TimedOut<?> late) {
      return new Answer(Kind.TIMED_OUT, "no answer within " + late.limit().toMillis() + " ms");
    }
    if (answer instanceof io.imgapi.triton.imgapi.Answer.Declined<?> no) {
      return new Answer(Kind.OTHER, "HTTP status " + no.status());
    }
    return answer instanceof io.imgapi.triton.imgapi.Answer.Broken<?> broken
        ? new Answer(Kind.OTHER, broken.reason())
        : new Answer(Kind.OTHER, "an answer that makes no sense");
  }
}
