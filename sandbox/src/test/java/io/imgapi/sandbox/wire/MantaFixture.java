/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A sandbox over plain HTTP with one account, and signed calls to it. */
public final class MantaFixture implements AutoCloseable {

  public static final String DIRECTORY = "application/json; type=directory";

  private final Sandbox sandbox;
  private final WireSigner signer;

  public MantaFixture(Path directory) {
    this(directory, options -> options);
  }

  public MantaFixture(Path directory, UnaryOperator<SandboxOptions> change) {
    sandbox = Sandbox.start(change.apply(SandboxOptions.inDirectory(directory).http()));
    signer = WireSigner.ecdsa("alice", 256, "sha256");
    sandbox.accounts().addKey("alice", signer.publicLine());
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public WireSigner signer() {
    return signer;
  }

  /** Returns headers signed by alice, followed by pairs of names and values. */
  public Map<String, String> signed(String... more) {
    String date = WireSigner.date(Instant.now());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("date", date);
    headers.put("authorization", signer.authorization(date));
    headers.putAll(pairs(more));
    return headers;
  }

  public static Map<String, String> pairs(String... pairs) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  public Wire connect() {
    return new Wire(sandbox.manta().url());
  }

  public Wire.Answer call(String method, String target, byte[] body, String... headers) {
    return send(method, target, signed(headers), body);
  }

  public Wire.Answer send(String method, String target, Map<String, String> headers, byte[] body) {
    try (Wire wire = connect()) {
      return wire.call(method, target, headers, body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Wire.Answer get(String target, String... headers) {
    return call("GET", target, new byte[0], headers);
  }

  public Wire.Answer head(String target, String... headers) {
    return call("HEAD", target, new byte[0], headers);
  }

  public Wire.Answer delete(String target, String... headers) {
    return call("DELETE", target, new byte[0], headers);
  }

  public Wire.Answer put(String target, String text, String... headers) {
    return call("PUT", target, text.getBytes(UTF_8), headers);
  }

  public Wire.Answer mkdir(String target) {
    return call("PUT", target, new byte[0], "content-type", DIRECTORY);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
