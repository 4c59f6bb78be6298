/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.objects.Item;
import io.imgapi.core.objects.ItemSink;
import java.io.PrintWriter;

/** Prints what a listing or a search finds, as it comes. */
public final class MantaItems implements ItemSink {
  private static final int LOOK_EVERY = 1000;
  private final PrintWriter out;
  private final Form form;
  private final boolean wholePaths;
  private long count;
  private boolean broken;

  /** How an entry is shown. */
  public enum Form {
    NAME,
    LONG,
    JSON;

    /** The form that the options ask for; JSON has everything. */
    public static Form of(boolean detailed, boolean json) {
      if (json) {
        return JSON;
      }
      return detailed ? LONG : NAME;
    }
  }

  /**
   * A printer.
   *
   * @param wholePaths whether text has paths instead of names
   */
  public MantaItems(PrintWriter out, Form form, boolean wholePaths) {
    this.out = out;
    this.form = form;
    this.wholePaths = wholePaths;
  }

  @Override
  public boolean accept(Item item) {
    out.print(
        switch (form) {
          case NAME -> MantaText.name(item, wholePaths);
          case LONG -> MantaText.line(item, wholePaths);
          case JSON -> MantaText.json(item);
        });
    // Whoever reads may have seen enough (head, less): then the rest need not be asked for.
    broken = ++count % LOOK_EVERY == 0 && out.checkError();
    return !broken;
  }

  /**
   * Ends the printing.
   *
   * @throws ImgapiException {@code FAILED} where standard output did not take everything
   */
  public ExitCode end() {
    if (broken || out.checkError()) {
      throw ImgapiException.of(
          ExitCode.FAILED, "standard output was closed or is full; the list is not whole");
    }
    return ExitCode.OK;
  }
}
