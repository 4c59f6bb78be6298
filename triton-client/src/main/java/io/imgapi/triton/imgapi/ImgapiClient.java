/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import okhttp3.Response;

/** Asks one image service. Thread-safe; each call is one request, or none. */
public final class ImgapiClient implements AutoCloseable {
  private final ImgapiCalls calls;

  /** A client; nothing is connected yet. */
  public ImgapiClient(ImgapiOptions options) {
    calls = new ImgapiCalls(options);
  }

  /** {@code GET /ping}, anonymously. Says nothing about storage. */
  public Answer<Ping> ping() {
    return calls.get("/ping", response -> ping(calls.json(response)));
  }

  private static Ping ping(JsonNode json) {
    return new Ping(
        json.path("ping").asText().equals("pong"),
        json.path("imgapi").asBoolean(),
        json.path("version").asText(),
        json.path("pid").isIntegralNumber()
            ? OptionalLong.of(json.path("pid").asLong())
            : OptionalLong.empty(),
        Optional.of(json.path("user").asText()).filter(user -> !user.isEmpty()));
  }

  /**
   * {@code GET /images}: manifests of active images, in the service's order.
   *
   * @param most how many are wanted
   */
  public Answer<List<JsonNode>> images(int most) {
    return calls.get(
        "/images?limit=" + most,
        response -> {
          JsonNode json = calls.json(response);
          if (!json.isArray()) {
            throw new NotImgapiException("the list of images is no JSON array");
          }
          List<JsonNode> images = new ArrayList<>();
          json.forEach(images::add);
          return List.copyOf(images);
        });
  }

  /** {@code GET /images/:uuid}: one manifest, which names this image. */
  public Answer<JsonNode> image(UUID uuid) {
    return calls.get(
        "/images/" + uuid,
        response -> {
          JsonNode json = calls.json(response);
          if (!json.path("uuid").asText().equals(uuid.toString())) {
            throw new NotImgapiException("the manifest that came is another image's");
          }
          return json;
        });
  }

  /**
   * {@code GET /images/:uuid/file}, given up after the first bytes.
   *
   * @param most how many bytes are wanted
   */
  public Answer<FileStart> fileStart(UUID uuid, int most) {
    return calls.get("/images/" + uuid + "/file", response -> fileStart(response, most));
  }

  private static FileStart fileStart(Response response, int most) throws IOException {
    try (InputStream body = response.body().byteStream()) {
      int start = body.readNBytes(most).length;
      long size = response.body().contentLength();
      return new FileStart(start, size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
    }
  }

  /**
   * The certificate that the far side shows, whatever it answers over it.
   *
   * @return {@link Answer.Broken} where the service is not reached over TLS
   */
  public Answer<X509Certificate> certificate() {
    return calls.certificate("/ping");
  }

  /** {@code GET /state}: where the service keeps image files, for example {@code manta}. */
  public Answer<List<String>> storageTypes() {
    return calls.get(
        "/state",
        response -> {
          List<String> types = new ArrayList<>();
          calls.json(response).path("storageTypes").forEach(type -> types.add(type.asText()));
          return List.copyOf(types);
        });
  }

  /**
   * {@code POST /authkeys/reload}. The service answers before it has read anything, and reports no
   * errors of its reading: a success says only that it was asked by somebody it knows. Safe to
   * repeat.
   */
  public Answer<Void> reloadAuthKeys(RequestSigner signer) {
    return calls.post("/authkeys/reload", signer);
  }

  @Override
  public void close() {
    calls.close();
  }
}
