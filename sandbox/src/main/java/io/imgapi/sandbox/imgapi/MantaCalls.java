/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * The few calls on Manta that a server makes, all below the instance's directory. A body is written
 * by the thread that reads it, so that one that breaks off is never taken for whole.
 */
final class MantaCalls {

  private static final String DIRECTORY = "application/json; type=directory";
  private static final int CONNECT_MILLIS = 4_000;
  private static final int READ_MILLIS = 120_000;

  private final MantaAccess access;
  private final MantaSigner signer;
  private final Clock clock;
  private final Optional<SSLSocketFactory> anyCertificate;

  MantaCalls(MantaAccess access, MantaSigner signer, Clock clock) {
    this.access = access;
    this.signer = signer;
    this.clock = clock;
    this.anyCertificate =
        access.insecure() ? Optional.of(AnyCertificate.factory()) : Optional.empty();
  }

  /**
   * Makes a directory, and those above it where they are missing.
   *
   * @param path below the instance's directory, beginning with a slash; empty for that itself
   */
  void makeDirectory(String path) {
    MantaReply reply = putDirectory(path);
    if (reply.status() == 404 && !path.isEmpty()) {
      makeDirectory(path.substring(0, path.lastIndexOf('/')));
      reply = putDirectory(path);
    } else if (reply.status() == 404) {
      reply = makeRoot();
    }
    reply.require(204);
  }

  /** The directory may be several levels deep; the topmost that may be made is below stor. */
  private MantaReply makeRoot() {
    List<String> names =
        Arrays.stream(access.rootDir().split("/")).filter(n -> !n.isEmpty()).toList();
    MantaReply reply = null;
    for (int depth = 3; depth <= names.size(); depth++) {
      reply = putDirectoryAt("/" + String.join("/", names.subList(0, depth)));
      reply.require(204);
    }
    return reply;
  }

  private MantaReply putDirectory(String path) {
    return putDirectoryAt(access.rootDir() + path);
  }

  private MantaReply putDirectoryAt(String whole) {
    try {
      HttpURLConnection call = open("PUT", whole);
      call.setRequestProperty("Content-Type", DIRECTORY);
      call.setDoOutput(true);
      call.setFixedLengthStreamingMode(0);
      call.getOutputStream().close();
      return MantaReply.of(call, "PUT " + whole);
    } catch (IOException failure) {
      throw unreachable(failure);
    }
  }

  /** Puts an object whose directory exists. */
  void put(String path, Upload upload, long length) throws ClientGone {
    try {
      HttpURLConnection call = open("PUT", access.rootDir() + path);
      call.setRequestProperty("Content-Type", "application/octet-stream");
      sendAndRequire(call, path, length, upload::copyTo);
    } catch (ClientGone gone) {
      throw gone;
    } catch (IOException failure) {
      throw unreachable(failure);
    }
  }

  /** Puts a small document with its digest. */
  void putJson(String path, byte[] bytes) {
    try {
      HttpURLConnection call = open("PUT", access.rootDir() + path);
      call.setRequestProperty("Content-Type", "application/json");
      call.setRequestProperty("Content-MD5", Digests.base64(Digests.md5().digest(bytes)));
      sendAndRequire(call, path, bytes.length, new ByteArrayInputStream(bytes)::transferTo);
    } catch (IOException failure) {
      throw unreachable(failure);
    }
  }

  private void sendAndRequire(HttpURLConnection call, String path, long length, Body body)
      throws IOException {
    call.setDoOutput(true);
    if (length >= 0) {
      call.setFixedLengthStreamingMode(length);
    } else {
      call.setChunkedStreamingMode(64 * 1024);
    }
    boolean whole = false;
    try {
      OutputStream out = call.getOutputStream();
      body.writeTo(out);
      out.close();
      whole = true;
    } finally {
      if (!whole) {
        // Closing the stream would end the object here: the connection goes instead.
        call.disconnect();
      }
    }
    MantaReply.of(call, "PUT " + access.rootDir() + path).require(204);
  }

  /** Opens an object's content. */
  InputStream get(String path) {
    try {
      HttpURLConnection call = open("GET", access.rootDir() + path);
      if (MantaReply.status(call) == 200) {
        return call.getInputStream();
      }
      MantaReply.of(call, "GET " + access.rootDir() + path).require(200);
      throw new IllegalStateException("an answer was both right and wrong");
    } catch (IOException failure) {
      throw unreachable(failure);
    }
  }

  /** Returns the names of a directory's objects; empty when there is no such directory. */
  Optional<List<String>> objects(String path) {
    try {
      HttpURLConnection call = open("GET", access.rootDir() + path + "?limit=1024");
      MantaReply reply = MantaReply.of(call, "GET " + access.rootDir() + path);
      if (reply.status() == 404) {
        return Optional.empty();
      }
      reply.require(200);
      List<String> names = new ArrayList<>();
      for (String line : reply.text().lines().toList()) {
        var entry = JsonText.parse(line);
        if (entry.path("type").asText().equals("object")) {
          names.add(entry.path("name").asText());
        }
      }
      return Optional.of(names);
    } catch (JsonProcessingException broken) {
      throw StorageFailure.refused("Manta's listing of " + path + " cannot be read");
    } catch (IOException failure) {
      throw unreachable(failure);
    }
  }

  /** Deletes an object; nothing happens when there is none. */
  void delete(String path) {
    MantaReply reply = sendDelete(path);
    if (reply.status() != 404) {
      reply.require(204);
    }
  }

  /** Deletes a directory that has nothing in it. */
  void deleteEmptyDirectory(String path) {
    MantaReply reply = sendDelete(path);
    if (reply.status() != 404 && !reply.code().equals("DirectoryNotEmpty")) {
      reply.require(204);
    }
  }

  private MantaReply sendDelete(String path) {
    try {
      return MantaReply.of(
          open("DELETE", access.rootDir() + path), "DELETE " + access.rootDir() + path);
    } catch (IOException failure) {
      throw unreachable(failure);
    }
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection) URI.create(access.url() + encoded(path)).toURL().openConnection();
    if (call instanceof HttpsURLConnection secure && anyCertificate.isPresent()) {
      secure.setSSLSocketFactory(anyCertificate.get());
      secure.setHostnameVerifier((host, session) -> true);
    }
    call.setRequestMethod(method);
    call.setConnectTimeout(CONNECT_MILLIS);
    call.setReadTimeout(READ_MILLIS);
    call.setInstanceFollowRedirects(false);
    call.setUseCaches(false);
    call.setRequestProperty("Accept", "*/*");
    MantaSigner.Signed signed = signer.sign(clock.instant());
    call.setRequestProperty("Date", signed.date());
    call.setRequestProperty("Authorization", signed.authorization());
    return call;
  }

  private static String encoded(String path) {
    int query = path.indexOf("?limit=");
    String names = query < 0 ? path : path.substring(0, query);
    return Arrays.stream(names.split("/", -1))
            .map(name -> URLEncoder.encode(name, UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"))
        + (query < 0 ? "" : path.substring(query));
  }

  private static StorageFailure unreachable(IOException failure) {
    return StorageFailure.down("Manta cannot be reached: " + failure.getMessage(), failure);
  }

  @FunctionalInterface
  private interface Body {

    void writeTo(OutputStream out) throws IOException;
  }
}
