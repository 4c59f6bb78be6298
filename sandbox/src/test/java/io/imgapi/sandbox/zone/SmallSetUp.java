/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;

/**
 * A program that does of the packaged program's set-up what a zone's life depends on; it cannot be
 * the packaged one itself, which is built after this module.
 */
public final class SmallSetUp {

  private static final String SCRIPT =
      """
      #!/bin/sh
      [ "$1 $2" = "setup --root" ] || exit 2
      root=$3
      from=${0%/*}
      echo "set up: $*"
      echo "$*" >>"$root/ran"
      [ ! -e '@TROUBLE@' ] || { echo "setup: nothing works today" >&2; exit 1; }
      [ "$4" != --boot ] || exit 0
      get() { "$root/usr/sbin/mdata-get" "$1"; }
      "$root/usr/sbin/zfs" set mountpoint=/data "zones/$("$root/usr/bin/zonename")/data"
      if [ ! -d "$root/data/imgapi" ]; then
        mkdir -p "$root/data/imgapi/etc" "$root/data/imgapi/manifests"
        cp "$from/inst.id_ecdsa" "$from/inst.id_ecdsa.pub" "$from/cert.pem" "$root/data/imgapi/etc"
        "$root/usr/sbin/mdata-put" instPubKey <"$from/inst.id_ecdsa.pub"
        echo "{\\"mode\\": \\"$(get mode)\\"}" >"$root/data/imgapi/etc/imgapi.config.json"
      fi
      for manifest in imgapi haproxy-standalone; do
        "$root/usr/sbin/svccfg" import "/opt/smartdc/imgapi/smf/manifests/$manifest.xml"
      done
      """;

  private SmallSetUp() {}

  /**
   * Writes the program with the key and the certificate that it gives to zones.
   *
   * @param trouble it fails while this file exists
   */
  public static Path write(Path directory, Path trouble) throws Exception {
    OperatorKeyFiles.createEcdsa(directory.resolve("inst.id_ecdsa"), "imgapi-images0");
    KeyStore store =
        SelfSignedCertificate.loadOrCreate(directory.resolve("pair.p12"), Instant.now());
    String alias = store.aliases().nextElement();
    Files.writeString(
        directory.resolve("cert.pem"),
        pem("CERTIFICATE", store.getCertificate(alias).getEncoded())
            + pem(
                "PRIVATE KEY",
                store.getKey(alias, SelfSignedCertificate.password().toCharArray()).getEncoded()));
    Path program = directory.resolve("imgapi");
    Files.writeString(program, SCRIPT.replace("@TROUBLE@", trouble.toString()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind);
  }
}
