/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

/**
 * A command, or options that several commands share, which says what its manual page has beyond
 * options. A command's page has what its shared options say too, so that nothing is written twice.
 *
 * <p>This is a method and no annotation because it costs nothing at a start: it runs only where
 * help or a manual page is asked for.
 */
public interface Documented {
  /** Adds files, variables and exit statuses; what is said last of an exit status holds. */
  void document(Manual manual);
}
