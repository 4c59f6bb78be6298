/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.core.host.LocalHost;
import java.nio.file.Path;

/**
 * Points a symbolic link elsewhere in one step, for the installer: {@code ln -f} takes the old one
 * away first, and not every {@code mv} puts one link in the place of another.
 */
final class SwitchLink {
  private SwitchLink() {}

  /** {@code LINK TARGET}; a target that is not absolute is relative to the link's directory. */
  public static void main(String[] args) {
    new LocalHost("").files().link(Path.of(args[0]), Path.of(args[1]));
  }
}
