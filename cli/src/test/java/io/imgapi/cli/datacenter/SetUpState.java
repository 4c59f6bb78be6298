/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.FindDatacenter;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.instancekey.PublicHalf;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.triton.ufds.UfdsKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a site's image service is told of its key, and which keys the account has. */
final class SetUpState implements AutoCloseable {
  private final Path services;
  private final TritonAccess triton;

  SetUpState(Site site) {
    services = site.directory().resolve("sandbox/triton/services.json");
    triton =
        new FindDatacenter(Clock.systemUTC(), wait -> {})
            .open(
                new DatacenterRequest(
                    Optional.of(site.triton().url("sapi")), Optional.empty(), true),
                new LocalHost(""),
                UUID.randomUUID().toString());
  }

  /** What SAPI says of the service. */
  JsonNode metadata() throws IOException {
    for (JsonNode service : new ObjectMapper().readTree(services.toFile())) {
      if (service.path("name").asText().equals("imgapi")) {
        return service.path("metadata");
      }
    }
    throw new AssertionError("no service imgapi");
  }

  /**
   * Fingerprint of the key that SAPI names, which must be whole; empty where there is no Manta, and
   * then nothing of one.
   */
  Optional<String> named() throws IOException {
    JsonNode metadata = metadata();
    if (!metadata.has("IMGAPI_MANTA_URL")) {
      assertThat(metadata.fieldNames()).toIterable().noneMatch(name -> name.startsWith("IMGAPI_"));
      return Optional.empty();
    }
    PublicHalf half = PublicHalf.of(metadata.path("IMGAPI_PRIVATE_KEY").asText(), "");
    assertThat(metadata.path("IMGAPI_KEY_ID").asText()).isEqualTo(half.sha256());
    assertThat(metadata.path("IMGAPI_PUBLIC_KEY").asText()).startsWith(half.line().strip());
    assertThat(metadata.path("IMGAPI_MANTA_USER").asText()).isEqualTo("admin");
    return Optional.of(half.md5());
  }

  /** Fingerprints of the administrator's keys. */
  List<String> onAccount() {
    return triton.masterUfds().keys(UUID.fromString(TritonSandbox.ADMIN)).stream()
        .map(UfdsKey::fingerprint)
        .toList();
  }

  /** Requires that what SAPI names, if anything, is on the account. */
  void requireUsable() throws IOException {
    named().ifPresent(key -> assertThat(onAccount()).contains(key));
  }

  @Override
  public void close() {
    triton.close();
  }
}
