/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.cloudapi;

import io.imgapi.sandbox.auth.AuthFailure;
import io.imgapi.sandbox.auth.CloudapiSignature;
import io.imgapi.sandbox.triton.http.AcceptVersion;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.ufds.UfdsAccounts;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** CloudAPI: triton-apis.md 11 and 16.10. */
public final class CloudapiRoutes {
  private static final AcceptVersion VERSIONS = new AcceptVersion("*", List.of(8, 9));
  private final UfdsAccounts accounts;
  private final CloudapiSignature signature;
  private final Clock clock;

  /** Answers somebody known, whose account has the uuid {@code owner}. */
  private interface Route {
    Answer answer(String owner, Asked asked, Map<String, String> words);
  }

  private CloudapiRoutes(UfdsAccounts accounts, Clock clock) {
    this.accounts = accounts;
    this.signature = new CloudapiSignature(accounts);
    this.clock = clock;
  }

  /** What it answers. */
  public static Routes of(UfdsAccounts accounts, MachineView machines, Clock clock) {
    CloudapiRoutes cloudapi = new CloudapiRoutes(accounts, clock);
    KeyRoutes keys = new KeyRoutes(accounts);
    return new Routes()
        .on("GET", "/:account/keys", cloudapi.known(keys::list))
        .on("POST", "/:account/keys", cloudapi.known(keys::add))
        .on("GET", "/:account/keys/:key", cloudapi.known(keys::get))
        .on("DELETE", "/:account/keys/:key", cloudapi.known(keys::remove))
        .on("GET", "/:account/machines", cloudapi.known(machines::list))
        .on("GET", "/:account/machines/:machine", cloudapi.known(machines::get));
  }

  private Routes.Route known(Route route) {
    return (asked, words) -> {
      int version = VERSIONS.of(asked);
      String login = caller(asked);
      if (!words.get("account").equals("my") && !words.get("account").equals(login)) {
        throw Refusal.of(403, "NotAuthorized", "the account is not yours");
      }
      String owner = accounts.uuid(login).orElseThrow(CloudapiRoutes::unknown);
      return route
          .answer(owner, asked, words)
          .with("api-version", version + ".0.0")
          .with("request-id", asked.header("x-request-id").orElse("none"));
    };
  }

  private String caller(Asked asked) {
    try {
      return signature.verify(new SignedHead(asked), clock.instant()).login();
    } catch (AuthFailure failure) {
      if (failure.code().equals("AccountBlocked")) {
        throw Refusal.of(403, "NotAuthorized", failure.getMessage());
      }
      throw unknown();
    }
  }

  private static Refusal unknown() {
    return Refusal.of(401, "InvalidCredentials", "the credentials you provided are not valid");
  }
}
