/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where images of Triton itself come from. */
public final class UpdatesOptions {
  @Option(
      names = "--updates",
      paramLabel = "URL",
      description = "The updates server (IMGAPI_UPDATES_URL; default: the public one of Triton).")
  private Optional<URI> updates;

  @Option(
      names = "--updates-insecure",
      description = "Believe any certificate of the updates server (IMGAPI_UPDATES_INSECURE=true).")
  private boolean insecure;

  @Option(
      names = {"-C", "--channel"},
      paramLabel = "NAME",
      description =
          "Channel of the updates server (default: the data centre's, else the server's).")
  private Optional<String> channel;

  /** Empty: the usual one. */
  Optional<URI> url() {
    return updates.map(url -> ServiceUrl.required("--updates", url));
  }

  boolean insecure() {
    return insecure;
  }

  /** Empty: the data centre's, else the server's. */
  Optional<String> channel() {
    return channel;
  }
}
