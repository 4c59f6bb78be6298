/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.auth.Caller;
import io.imgapi.sandbox.store.TreePath;
import java.io.IOException;
import java.util.regex.Pattern;

/** The requests below {@code /account/uploads} (manta-protocol.md 3.11). */
final class UploadRoutes {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Gate gate;
  private final UploadJson json = new UploadJson();
  private final Operation read = new Read();
  private final Operation putPart = new PutPart(json);
  private final CreateUpload create = new CreateUpload(json);
  private final CommitUpload commit = new CommitUpload(json);
  private final AbortUpload abort = new AbortUpload(json);

  UploadRoutes(Gate gate) {
    this.gate = gate;
  }

  /** Routes by what follows {@code uploads/}; empty for the tree itself. */
  void route(Exchange exchange, String below) throws IOException {
    String[] parts = below.isEmpty() ? new String[0] : below.split("/");
    if (parts.length == 0) {
      tree(exchange);
    } else if (UUID.matcher(parts[0]).matches()) {
      redirect(exchange, parts);
    } else if (parts.length <= 2) {
      list(exchange);
    } else if (parts.length == 3) {
      upload(exchange, parts[2]);
    } else {
      throw Router.noRoute(exchange.cleanPath());
    }
  }

  private void tree(Exchange exchange) throws IOException {
    if (exchange.method().equals("POST")) {
      Caller caller = gate.caller(exchange);
      create.run(exchange, gate.enter(exchange, caller, true));
    } else {
      list(exchange);
    }
  }

  private void list(Exchange exchange) throws IOException {
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      throw MantaError.methodNotAllowed(exchange.method(), "GET, HEAD");
    }
    read.run(exchange, gate.enter(exchange, gate.caller(exchange), true));
  }

  private void redirect(Exchange exchange, String[] parts) {
    Caller caller = gate.caller(exchange);
    TreePath tree = RequestPath.decode("/" + exchange.cleanPath().split("/")[1] + "/uploads");
    TreePath directory = directory(tree, parts[0]);
    gate.enter(exchange, caller, directory, true);
    exchange.put("Location", directory.text() + (parts.length > 1 ? "/" + parts[1] : ""));
    exchange.put("Content-Length", "0");
    RequestBody.settleBeforeError(exchange);
    Answer.empty(exchange, 301);
  }

  static TreePath directory(TreePath uploads, String id) {
    int length = Character.digit(id.charAt(id.length() - 1), 16);
    return uploads.child(id.substring(0, Math.max(1, Math.min(length, 4)))).child(id);
  }

  private void upload(Exchange exchange, String last) throws IOException {
    Caller caller = gate.caller(exchange);
    String method = exchange.method();
    TreePath directory = RequestPath.decode(Gate.parentOf(exchange.cleanPath()));
    switch (last) {
      case "state" -> {
        only(exchange, "GET");
        Target target = gate.enter(exchange, caller, directory, true);
        UploadRecord record = json.record(target.entry().orElseThrow(), exchange);
        Answer.json(exchange, 200, json.text(record.shown()).getBytes(UTF_8));
      }
      case "commit" -> {
        only(exchange, "POST");
        commit.run(exchange, gate.enter(exchange, caller, directory, true));
      }
      case "abort" -> {
        only(exchange, "POST");
        abort.run(exchange, gate.enter(exchange, caller, directory, true));
      }
      default -> {
        if (method.equals("PUT")) {
          putPart.run(exchange, gate.enter(exchange, caller, false));
        } else if (method.equals("HEAD")) {
          read.run(exchange, gate.enter(exchange, caller, true));
        } else {
          throw MantaError.methodNotAllowed(method, "HEAD, PUT");
        }
      }
    }
  }

  private static void only(Exchange exchange, String method) {
    if (!exchange.method().equals(method)) {
      throw MantaError.methodNotAllowed(exchange.method(), method);
    }
  }
}
