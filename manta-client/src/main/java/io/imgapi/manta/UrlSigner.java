/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.key.MantaSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes URLs that carry their own signature (manta-protocol.md 2.7). */
final class UrlSigner {
  private final MantaSigner signer;
  private final String keyId;
  private final String origin;
  private final String host;

  /**
   * Makes it.
   *
   * @param origin scheme and host, without a path
   * @param host as the Host header has it: with the port where it is not the usual one
   */
  UrlSigner(MantaSigner signer, String keyId, String origin, String host) {
    this.signer = signer;
    this.keyId = keyId;
    this.origin = origin;
    this.host = host;
  }

  URI sign(MantaPath path, Set<String> methods, Instant expires, Map<String, String> more) {
    Map<String, String> query = new TreeMap<>(more);
    query.put("algorithm", signer.algorithm().toUpperCase(Locale.ROOT));
    query.put("expires", Long.toString(expires.getEpochSecond()));
    query.put("keyId", keyId);
    String sorted = String.join(",", new TreeSet<>(methods));
    if (methods.size() > 1) {
      query.put("method", sorted);
    }
    String encoded =
        query.entrySet().stream()
            .map(p -> PathEncoding.strict(p.getKey()) + "=" + PathEncoding.strict(p.getValue()))
            .collect(Collectors.joining("&"));
    String canonical = sorted + "\n" + host + "\n" + path.encoded() + "\n" + encoded;
    byte[] signature = signer.sign(canonical.getBytes(StandardCharsets.UTF_8));
    String text = Base64.getEncoder().encodeToString(signature);
    return URI.create(
        origin + path.encoded() + "?" + encoded + "&signature=" + PathEncoding.strict(text));
  }
}
