/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Changes what is compressed, and compresses it again. */
final class GzipMutator implements Mutator {
  private final Mutator content;

  /** The content is spoiled as this one does it. */
  GzipMutator(Mutator content) {
    this.content = content;
  }

  @Override
  public byte[] spoil(byte[] input, List<byte[]> seeds, Random random) {
    byte[] whole;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(input))) {
      whole = in.readAllBytes();
    } catch (IOException e) {
      return input;
    }
    return compressed(content.spoil(whole, List.of(whole), random));
  }

  static byte[] compressed(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }
}
