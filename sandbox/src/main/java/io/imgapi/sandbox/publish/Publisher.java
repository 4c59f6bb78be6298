/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** One IMGAPI, as an operator publishes to it over HTTP. */
public final class Publisher {

  private static final int LIMIT_MILLIS = 60_000;
  private static final int LONGEST_ANSWER = 1 << 24;
  private static final byte[] NOTHING = {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI imgapi;
  private final RequestSigner signer;

  /**
   * A publisher.
   *
   * @param imgapi address of the IMGAPI
   * @param privateKey an RSA key that the IMGAPI knows as that of {@code user}
   * @throws IOException when the key cannot be used
   */
  public Publisher(URI imgapi, String user, Path privateKey, Clock clock) throws IOException {
    this.imgapi = imgapi;
    this.signer = RequestSigner.load(privateKey, user, clock);
  }

  /**
   * Creates an image, adds its file and its icon, and activates it.
   *
   * @return the uuid that the IMGAPI gave it
   * @throws IOException when the IMGAPI says no, with its reason, or cannot be reached
   */
  public String publish(NewImage image) throws IOException {
    JsonNode created = post("/images", image.manifest());
    String uuid = created.path("uuid").asText();
    String storage = image.storage().map(where -> "&storage=" + where).orElse("");
    send(
        "PUT",
        "/images/" + uuid + "/file?compression=none" + storage,
        "application/octet-stream",
        image.file());
    if (image.icon().isPresent()) {
      String query = storage.isEmpty() ? "" : "?" + storage.substring(1);
      send("PUT", "/images/" + uuid + "/icon" + query, "image/png", image.icon().get());
    }
    post("/images/" + uuid + "?action=activate", JSON.createObjectNode());
    return uuid;
  }

  /** Deletes an image for good. */
  public void delete(String uuid) throws IOException {
    send("DELETE", "/images/" + uuid, "", NOTHING);
  }

  /**
   * Fetches everything that the IMGAPI serves.
   *
   * @return SHA-1 of each manifest, file and icon, by the path that it was fetched from
   */
  public Map<String, String> served() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (JsonNode image : JSON.readTree(send("GET", "/images?limit=1000", "", NOTHING))) {
      String path = "/images/" + image.path("uuid").asText();
      digests.put(path, sha1(send("GET", path, "", NOTHING)));
      for (int i = 0; i < image.path("files").size(); i++) {
        digests.put(path + "/file" + i, sha1(send("GET", path + "/file" + i, "", NOTHING)));
      }
      if (image.path("icon").asBoolean()) {
        digests.put(path + "/icon", sha1(send("GET", path + "/icon", "", NOTHING)));
      }
    }
    return digests;
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private JsonNode post(String target, ObjectNode body) throws IOException {
    return JSON.readTree(send("POST", target, "application/json", body.toString().getBytes(UTF_8)));
  }

  private byte[] send(String method, String target, String type, byte[] body) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection) URI.create(imgapi + target).toURL().openConnection(Proxy.NO_PROXY);
    call.setRequestMethod(method);
    call.setConnectTimeout(LIMIT_MILLIS);
    call.setReadTimeout(LIMIT_MILLIS);
    RequestSigner.Signed signed = signer.sign();
    call.setRequestProperty("Date", signed.date());
    call.setRequestProperty("Authorization", signed.authorization());
    if (!type.isEmpty()) {
      call.setRequestProperty("Content-Type", type);
      call.setDoOutput(true);
      call.setFixedLengthStreamingMode(body.length);
      call.getOutputStream().write(body);
    }
    int status = call.getResponseCode();
    boolean done = status / 100 == 2;
    try (InputStream answer = done ? call.getInputStream() : call.getErrorStream()) {
      byte[] said = answer == null ? new byte[0] : answer.readNBytes(LONGEST_ANSWER);
      if (!done) {
        throw new IOException(
            method
                + " "
                + target
                + " was answered with "
                + status
                + ": "
                + new String(said, UTF_8));
      }
      return said;
    }
  }
}
