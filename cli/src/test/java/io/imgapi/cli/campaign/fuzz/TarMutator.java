/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes fields of a tar header and sums it up again, so that only its meaning is wrong. */
final class TarMutator implements Mutator {
  private static final int BLOCK = 512;
  private static final int SUM = 148;
  private static final int SUM_LENGTH = 8;

  /** Where fields begin, and how long they are. */
  private static final int[][] FIELDS = {
    {0, 100},
    {100, 8},
    {108, 8},
    {116, 8},
    {124, 12},
    {136, 12},
    {156, 1},
    {157, 100},
    {257, 8},
    {265, 32},
    {297, 32},
    {345, 155}
  };

  private static final String[] NAMES = {
    "../../etc/passwd", "/etc/passwd", "a/../b", "./a", "a//b", "", "a\nb", "C:\\x", ".", "..", "a/"
  };
  private static final String[] NUMBERS = {"7777777777 ", "-1", "00000000000 ", "12345678901", "9"};
  private static final String TYPES = "0123456789gxLKDNSVXAM\0 ";

  @Override
  public byte[] spoil(byte[] input, List<byte[]> seeds, Random random) {
    if (input.length < BLOCK) {
      return input;
    }
    byte[] tar = input.clone();
    int header = random.nextInt(tar.length / BLOCK) * BLOCK;
    int[] field = FIELDS[random.nextInt(FIELDS.length)];
    byte[] value = value(field, random);
    for (int i = 0; i < field[1]; i++) {
      tar[header + field[0] + i] = i < value.length ? value[i] : 0;
    }
    sumUp(tar, header);
    return tar;
  }

  private static byte[] value(int[] field, Random random) {
    String text =
        switch (random.nextInt(4)) {
          case 0 -> NAMES[random.nextInt(NAMES.length)];
          case 1 -> NUMBERS[random.nextInt(NUMBERS.length)];
          case 2 -> "x".repeat(field[1]);
          default -> String.valueOf(TYPES.charAt(random.nextInt(TYPES.length())));
        };
    byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
    if (field[1] == 12 && random.nextInt(4) == 0) {
      value = new byte[field[1]];
      random.nextBytes(value);
      value[0] = (byte) 0x80;
    }
    return value;
  }

  private static void sumUp(byte[] tar, int header) {
    int sum = ' ' * SUM_LENGTH;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM && i < SUM + SUM_LENGTH ? 0 : tar[header + i] & 0xff;
    }
    byte[] text = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, tar, header + SUM, SUM_LENGTH);
  }
}
