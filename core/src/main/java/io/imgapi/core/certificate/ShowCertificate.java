/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.certificate;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.tlscert.CertificateFile;
import java.time.Clock;
import java.util.OptionalInt;

/** Shows the instance's certificate. */
public final class ShowCertificate {
  private final InstalledCertificate installed;
  private final Clock clock;

  public ShowCertificate(HostFiles files, InstanceLayout layout, Clock clock) {
    this.installed = new InstalledCertificate(files, layout);
    this.clock = clock;
  }

  /**
   * What is installed.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where there is none, {@code CONFIG_INVALID} where
   *     the file is damaged
   */
  public CertificateReport show() {
    CertificateFile file = installed.read();
    if (file.chain().isEmpty()) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "the file holds no certificate")
          .with("file", file.path().toString())
          .remedy("install one with: imgapi cert install FILE");
    }
    OptionalInt mode =
        installed.facts().map(FileFacts::mode).map(OptionalInt::of).orElse(OptionalInt.empty());
    return CertificateReport.of(file, mode, clock.instant());
  }
}
