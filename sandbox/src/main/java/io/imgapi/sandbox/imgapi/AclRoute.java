/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Adds accounts to those who see a private image, or takes them away (triton-apis.md 6.2). */
final class AclRoute implements Route {

  private final ImgapiContext context;
  private final ImageLookup lookup;

  AclRoute(ImgapiContext context, ImageLookup lookup) {
    this.context = context;
    this.lookup = lookup;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    context.gate().strict(exchange);
    lookup.findOwn(exchange);
    String action = exchange.query().text("action").orElse("add");
    if (!action.equals("add") && !action.equals("remove")) {
      throw ApiError.invalidParameter("\"" + action + "\" is not a valid action", "action");
    }
    List<String> accounts = accounts(exchange.document());
    Image image =
        context
            .database()
            .change(
                lookup.uuid(),
                raw ->
                    action.equals("add")
                        ? ImageChanges.addAcl(raw, accounts)
                        : ImageChanges.removeAcl(raw, accounts));
    Answer.image(exchange, image, false);
  }

  private static List<String> accounts(JsonNode body) {
    if (!body.isArray()) {
      throw ApiError.invalidParameter("invalid image \"acl\" (not an array)", "acl");
    }
    List<String> accounts = new ArrayList<>();
    for (JsonNode account : body) {
      if (!Image.isUuid(account.asText())) {
        throw ApiError.invalidParameter(
            "invalid image \"acl\" (item " + accounts.size() + " is not a UUID): " + account,
            "acl");
      }
      accounts.add(account.asText());
    }
    return accounts;
  }
}
