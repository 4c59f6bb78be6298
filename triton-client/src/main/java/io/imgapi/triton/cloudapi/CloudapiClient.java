/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.cloudapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.http.Call;
import io.imgapi.triton.http.ServiceAddress;
import io.imgapi.triton.http.ServiceHttp;
import io.imgapi.triton.http.Values;
import io.imgapi.triton.ufds.KeyLine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks and changes CloudAPI (triton-apis.md 11). Every call may throw {@link TritonException}. */
public final class CloudapiClient implements AutoCloseable {
  private static final String NAME = "CloudAPI";
  private final ServiceHttp http;

  /** A client; nothing is connected yet. Certificates are judged by the options' trust. */
  public CloudapiClient(URI base, CloudapiSigner signer, TritonOptions options) {
    http =
        new ServiceHttp(
            new ServiceAddress(NAME, base, "~9||~8", options.trust(), Optional.empty()),
            options,
            (method, target, date) -> authorization(signer, method, target, date));
  }

  private static String authorization(
      CloudapiSigner signer, String method, String target, String date) {
    String signed = "(request-target): %s %s\ndate: %s".formatted(method, target, date);
    return "Signature keyId=\"/%s/keys/%s\",algorithm=\"%s\",headers=\"(request-target) date\",signature=\"%s\""
        .formatted(
            signer.login(),
            signer.fingerprint(),
            signer.algorithm(),
            Base64.getEncoder()
                .encodeToString(signer.sign(signed.getBytes(StandardCharsets.UTF_8))));
  }

  /** The keys of the account. */
  public List<CloudKey> keys() {
    return Values.each(NAME, http.call(Call.get("/my/keys")).body(), CloudapiClient::key);
  }

  /**
   * Puts a key on the account. Safe to repeat: a key that is there already is left as it is.
   *
   * @throws TritonException {@code CONFLICT} where another key has the name
   * @throws IllegalArgumentException where the line is no public key
   */
  public CloudKey addKey(String name, String openssh) {
    KeyLine line = KeyLine.parse(openssh);
    // The service's no does not say whether the key, the name or the form is what it minds.
    for (CloudKey key : keys()) {
      if (key.fingerprint().equals(line.md5())) {
        return key;
      }
      if (key.name().equals(name)) {
        throw TritonException.of(
                TritonException.Kind.CONFLICT,
                NAME + " POST /my/keys",
                "another key on the account is called " + name)
            .build();
      }
    }
    ObjectNode body = http.mapper().createObjectNode().put("name", name).put("key", line.text());
    return key(new Values(NAME, http.call(Call.post("/my/keys").saying(body)).body()));
  }

  /** Takes a key off the account; one that is not there does not matter. */
  public void removeKey(String fingerprint) {
    try {
      http.call(Call.delete("/my/keys/" + fingerprint.replace(":", "%3A")));
    } catch (TritonException e) {
      if (e.kind() != TritonException.Kind.ABSENT) {
        throw e;
      }
    }
  }

  /** One machine; one that was destroyed is absent. */
  public Machine machine(UUID machine) {
    return machine(new Values(NAME, http.call(Call.get("/my/machines/" + machine)).body()));
  }

  /** Machines of this very name. */
  public List<Machine> machinesNamed(String name) {
    return Values.each(
            NAME,
            http.call(Call.get("/my/machines").with("name", name)).body(),
            CloudapiClient::machine)
        .stream()
        .filter(machine -> machine.name().equals(name))
        .toList();
  }

  private static Machine machine(Values values) {
    Map<String, String> metadata = new LinkedHashMap<>();
    values
        .object("metadata")
        .properties()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
    return new Machine(values.uuid("id"), values.optional("name").orElse(""), metadata);
  }

  private static CloudKey key(Values values) {
    return new CloudKey(values.text("name"), values.text("fingerprint"), values.text("key"));
  }

  @Override
  public void close() {
    http.close();
  }
}
