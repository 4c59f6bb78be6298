/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes what is encoded in a PEM block or an OpenSSH line, and encodes it well again. */
final class PemMutator implements Mutator {
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/\\r\\n]{32,}={0,2}");

  @Override
  public byte[] spoil(byte[] input, List<byte[]> seeds, Random random) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    Matcher found = ENCODED.matcher(text);
    int from = random.nextInt(text.length() + 1);
    if (!found.find(from < text.length() / 2 ? 0 : from / 2)) {
      return input;
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(found.group());
    } catch (IllegalArgumentException e) {
      return input;
    }
    byte[] spoiled = new BytesMutator().spoil(content, List.of(content), random);
    boolean lines = found.group().contains("\n");
    String encoded =
        lines
            ? "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spoiled) + "\n"
            : Base64.getEncoder().encodeToString(spoiled);
    return (text.substring(0, found.start()) + encoded + text.substring(found.end()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
