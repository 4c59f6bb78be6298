/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.certificate;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.tlscert.CertificateFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** The file from which the front end takes certificate and key. */
record InstalledCertificate(HostFiles files, InstanceLayout layout) {
  static final int LONGEST = 1 << 20;
  private static final int STRICTEST_NEEDED = 0640;

  Path path() {
    return layout.configFile().resolveSibling("cert.pem");
  }

  Optional<byte[]> bytes() {
    return files.read(path(), LONGEST);
  }

  CertificateFile read() {
    return CertificateFile.parse(
        path(),
        bytes()
            .orElseThrow(
                () ->
                    ImgapiException.of(ExitCode.NOT_SET_UP, "the instance has no certificate")
                        .with("missing", path().toString())
                        .remedy("run: imgapi setup; or: imgapi cert install FILE")));
  }

  Optional<FileFacts> facts() {
    return files.lookThrough(path());
  }

  /** As strict as the old file, and never readable for others; owned as the old one. */
  Access access() {
    int mode = facts().map(FileFacts::mode).orElse(STRICTEST_NEEDED) & STRICTEST_NEEDED;
    FileFacts model =
        facts().or(() -> files.lookThrough(path().getParent())).orElseThrow(this::noInstance);
    return new Access(mode, OptionalInt.empty(), OptionalInt.empty()).ownedLike(model);
  }

  private ImgapiException noInstance() {
    return ImgapiException.of(ExitCode.NOT_SET_UP, "there is no instance here")
        .with("missing", path().getParent().toString())
        .remedy("run: imgapi setup");
  }

  void write(byte[] pem) {
    files.write(path(), pem, access());
  }
}
