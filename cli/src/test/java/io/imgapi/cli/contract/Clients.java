/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.cloudapi.CloudapiClient;
import io.imgapi.triton.cloudapi.CloudapiSigner;
import io.imgapi.triton.images.ImagesClient;
import io.imgapi.triton.imgapi.ImgapiClient;
import io.imgapi.triton.imgapi.ImgapiOptions;
import io.imgapi.triton.imgapi.RequestSigner;
import io.imgapi.triton.napi.NapiClient;
import io.imgapi.triton.papi.PapiClient;
import io.imgapi.triton.sapi.SapiClient;
import io.imgapi.triton.vmapi.VmapiClient;
import io.imgapi.triton.wfapi.WfapiClient;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every client, asking one address. */
final class Clients implements AutoCloseable {
  static final String REQUEST = "0c0ffee0-0000-4000-8000-00000000000c";
  static final String DATE = "Sun, 01 Nov 2026 00:00:00 GMT";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
  private static final byte[] SIGNATURE = {1, 2, 3};

  private final URI base;
  private final TritonOptions options = TritonOptions.of(REQUEST, CLOCK, time -> {});
  private final List<Runnable> closings = new ArrayList<>();

  Clients(URI base) {
    this.base = base;
  }

  SapiClient sapi() {
    return opened(new SapiClient(base, options), SapiClient::close);
  }

  PapiClient papi() {
    return opened(new PapiClient(base, options), PapiClient::close);
  }

  NapiClient napi() {
    return opened(new NapiClient(base, options), NapiClient::close);
  }

  VmapiClient vmapi() {
    return opened(new VmapiClient(base, options), VmapiClient::close);
  }

  WfapiClient workflow() {
    return opened(new WfapiClient(base, options), WfapiClient::close);
  }

  ImagesClient images() {
    return opened(ImagesClient.ofDatacenter(base, options), ImagesClient::close);
  }

  ImagesClient updates() {
    return opened(ImagesClient.ofUpdates(base, options), ImagesClient::close);
  }

  ImgapiClient standalone() {
    return opened(new ImgapiClient(ImgapiOptions.at(base, CLOCK)), ImgapiClient::close);
  }

  CloudapiClient cloudapi() {
    return opened(new CloudapiClient(base, new Joyops(), options), CloudapiClient::close);
  }

  private <T> T opened(T client, Consumer<T> close) {
    closings.add(() -> close.accept(client));
    return client;
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }

  /** Signs as somebody whom the standalone service does not know. */
  static final class Nobody implements RequestSigner {
    @Override
    public String user() {
      return "nobody";
    }

    @Override
    public String algorithm() {
      return "rsa-sha256";
    }

    @Override
    public byte[] sign(byte[] data) {
      return SIGNATURE.clone();
    }
  }

  private static final class Joyops implements CloudapiSigner {
    @Override
    public String login() {
      return "joyops";
    }

    @Override
    public String fingerprint() {
      return "2e:c9";
    }

    @Override
    public String algorithm() {
      return "ecdsa-sha256";
    }

    @Override
    public byte[] sign(byte[] data) {
      return SIGNATURE.clone();
    }
  }
}
