/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils the body of an answer and says its length truly, so that the body is read. */
final class HttpMutator implements Mutator {
  private final Mutator body;

  /** The body is spoiled as this one does it. */
  HttpMutator(Mutator body) {
    this.body = body;
  }

  @Override
  public byte[] spoil(byte[] input, List<byte[]> seeds, Random random) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return input;
    }
    byte[] whole = Arrays.copyOfRange(input, end + 4, input.length);
    byte[] spoiled = body.spoil(whole, List.of(whole), random);
    String head =
        text.substring(0, end)
            .replaceFirst("Content-Length: \\d+", "Content-Length: " + spoiled.length);
    byte[] start = (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return BytesMutator.replaced(start, start.length, 0, spoiled);
  }
}
