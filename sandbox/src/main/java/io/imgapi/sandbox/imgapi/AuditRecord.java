/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.server.Request;

/** What the log says of a request; nothing of a ping, which is too frequent, and no header. */
final class AuditRecord {

  private AuditRecord() {}

  static void write(Exchange exchange, int status) {
    if (exchange.method().equals("GET") && exchange.path().equals("/ping")) {
      return;
    }
    ObjectNode fields = BunyanLog.fields();
    fields.put("req_id", exchange.requestId());
    exchange.user().ifPresent(user -> fields.put("remoteUser", user));
    fields.put("audit", true);
    fields
        .putObject("req")
        .put("method", exchange.method())
        .put("url", exchange.target())
        .put("remoteAddress", Request.getRemoteAddr(exchange.request()));
    fields.putObject("res").put("statusCode", status);
    exchange.context().log().write(BunyanLog.INFO, "handled: " + status, fields);
  }
}
