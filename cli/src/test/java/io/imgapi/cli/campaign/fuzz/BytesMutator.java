/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Knows no form at all: bytes flipped, left out, doubled, cut, borrowed, and awkward ones put in.
 */
final class BytesMutator implements Mutator {
  private static final int LONG = 20_000;
  private static final int DEEP = 3_000;
  private static final List<byte[]> AWKWARD =
      List.of(
          bytes("\0"),
          bytes("\r\n"),
          bytes("\n\n"),
          bytes("\uFEFF"),
          new byte[] {(byte) 0xC3},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xFF, (byte) 0xFE},
          bytes("\u202E"),
          bytes("\u001b[2J"),
          bytes("../../"),
          bytes("/"),
          bytes("\\"),
          bytes("\""),
          bytes("'"),
          bytes("%s%n$1${x}{0}"),
          bytes("-1"),
          bytes("0"),
          bytes("9223372036854775808"),
          bytes("99999999999999999999999999999999999999"),
          bytes("1e999999"),
          bytes("1E-400"),
          bytes("NaN"),
          bytes("null"),
          bytes("true"),
          bytes("{}"),
          bytes("[]"),
          bytes("="),
          bytes(":"),
          bytes(","),
          bytes(" "),
          bytes("\t"),
          bytes("+999999999-12-31T23:59:59.999999999Z"),
          bytes("x".repeat(LONG)),
          bytes("[".repeat(DEEP)),
          bytes("{\"a\":".repeat(DEEP)));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] spoil(byte[] input, List<byte[]> seeds, Random random) {
    int at = random.nextInt(input.length + 1);
    int length = Math.min(input.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
    return switch (random.nextInt(9)) {
      case 0, 1 -> flipped(input, random);
      case 2 -> replaced(input, at, length, new byte[0]);
      case 3 -> replaced(input, at, 0, Arrays.copyOfRange(input, at, at + length));
      case 4 -> Arrays.copyOf(input, at);
      case 5 ->
          replaced(input, at, length, someOf(seeds.get(random.nextInt(seeds.size())), random));
      case 6, 7 -> replaced(input, at, random.nextBoolean() ? 0 : length, awkward(random));
      default -> replaced(input, at, length, noise(length, random));
    };
  }

  /** Something awkward; what is very long comes seldom. */
  static byte[] awkward(Random random) {
    byte[] some = AWKWARD.get(random.nextInt(AWKWARD.size()));
    return some.length < 100 || random.nextInt(20) == 0 ? some : AWKWARD.get(0);
  }

  private static byte[] noise(int length, Random random) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] flipped(byte[] input, Random random) {
    byte[] flipped = input.clone();
    for (int i = 1 + random.nextInt(3); i > 0 && flipped.length > 0; i--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] someOf(byte[] other, Random random) {
    int from = random.nextInt(other.length + 1);
    return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
  }

  static byte[] replaced(byte[] input, int at, int length, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(input.length + by.length);
    out.write(input, 0, at);
    out.writeBytes(by);
    out.write(input, at + length, input.length - at - length);
    return out.toByteArray();
  }
}
