/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.registration.CloudapiLogin;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a key is put on an account through CloudAPI. */
public final class RegistrationOptions implements Documented {

  /** The ways to an account. */
  enum Way {
    UFDS,
    CLOUDAPI
  }

  @Option(
      names = "--cloudapi",
      paramLabel = "URL",
      description = "CloudAPI of the account (IMGAPI_CLOUDAPI_URL, TRITON_URL, SDC_URL).")
  private Optional<URI> cloudapi;

  @Option(
      names = "--cloudapi-insecure",
      description =
          "Believe any certificate of CloudAPI (IMGAPI_CLOUDAPI_INSECURE=true, TRITON_TLS_INSECURE).")
  private boolean insecure;

  @Option(
      names = "--account",
      paramLabel = "LOGIN",
      description = "As whom CloudAPI is asked (TRITON_ACCOUNT, SDC_ACCOUNT).")
  private Optional<String> account;

  @Option(
      names = "--account-key",
      paramLabel = "FILE",
      description = "A private key that the account has already.")
  private Optional<Path> key;

  @Option(
      names = "--account-key-id",
      paramLabel = "ID",
      description =
          "The fingerprint of such a key, which is in the ssh-agent or in ~/.ssh (TRITON_KEY_ID,"
              + " SDC_KEY_ID).")
  private Optional<String> keyId;

  @Override
  public void document(Manual manual) {
    manual.files(Place.SSH_KEYS).variables(Variable.HOME, Variable.SSH_AUTH_SOCK);
  }

  /** As whom CloudAPI is called. */
  CloudapiLogin login() {
    if (cloudapi.isEmpty() || account.isEmpty()) {
      throw ImgapiException.of(ExitCode.USAGE, "CloudAPI needs an address and an account")
          .remedy(
              "for example: --cloudapi https://cloudapi.example.com --account joyops --account-key"
                  + " ~/.ssh/id_rsa");
    }
    if (key.isEmpty() && keyId.isEmpty()) {
      throw ImgapiException.of(ExitCode.USAGE, "no key of the account is named")
          .remedy("use --account-key FILE or --account-key-id ID");
    }
    return new CloudapiLogin(
        ServiceUrl.required("--cloudapi", cloudapi.get()), account.get(), key, keyId, insecure);
  }
}
