/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.triton.TritonSandbox;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The control interface of a running sandbox, on loopback, for whoever can read its token: {@code
 * GET /stats}, {@code POST /stop}, and what {@link FaultCommands} and {@link ZoneCommands} know.
 */
final class ControlServer implements Closeable {

  static final String TOKEN_HEADER = "x-sandbox-token";

  /** The status of an answer that holds the words of a {@link SandboxException}. */
  static final int FAILURE_STATUS = 422;

  private final Server server;
  private final ServerConnector connector;

  private ControlServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static ControlServer start(Sandbox sandbox, TritonSandbox triton, String token, Runnable stop)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(16, 1);
    threads.setName("sandbox-control");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Commands(sandbox, triton, token, stop));
    try {
      server.start();
    } catch (IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IOException("cannot start the control interface", failure);
    }
    return new ControlServer(server, connector);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("cannot stop the control interface", failure);
    }
  }

  private static final class Commands extends Handler.Abstract {

    private final Sandbox sandbox;
    private final byte[] token;
    private final Runnable stop;
    private final ZoneCommands zones;
    private final FaultCommands faults;
    private final ObjectMapper mapper = new ObjectMapper();

    private Commands(Sandbox sandbox, TritonSandbox triton, String token, Runnable stop) {
      this.sandbox = sandbox;
      this.token = token.getBytes(UTF_8);
      this.stop = stop;
      this.zones = new ZoneCommands(sandbox.runtime());
      this.faults = new FaultCommands(sandbox.manta().faults(), triton);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      String shown = request.getHeaders().get(TOKEN_HEADER);
      if (shown == null || !MessageDigest.isEqual(shown.getBytes(UTF_8), token)) {
        answer(response, callback, 403, Map.of("message", "the token is missing or wrong"));
        return true;
      }
      String command = request.getMethod() + " " + request.getHttpURI().getPath();
      switch (command) {
        case "GET /stats" -> answer(response, callback, 200, sandbox.manta().stats());
        case "POST /stop" -> {
          answer(response, Callback.from(callback, stop), 200, Map.of());
        }
        default -> more(request, response, callback);
      }
      return true;
    }

    private void more(Request request, Response response, Callback callback) throws IOException {
      String method = request.getMethod();
      String path = request.getHttpURI().getPath();
      try {
        Optional<String> text = faults.handle(method, path, () -> body(request));
        if (text.isPresent()) {
          text(response, callback, 200, text.get());
          return;
        }
        Optional<Object> done = zones.handle(method, path, () -> body(request));
        if (done.isPresent()) {
          answer(response, callback, 200, done.get());
        } else {
          answer(response, callback, 404, Map.of("message", "no such command"));
        }
      } catch (IllegalArgumentException invalid) {
        answer(response, callback, 400, Map.of("message", invalid.getMessage()));
      } catch (SandboxException failure) {
        answer(response, callback, FAILURE_STATUS, SandboxFiles.words(failure));
      }
    }

    private static String body(Request request) {
      try {
        return Content.Source.asString(request);
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }

    private void answer(Response response, Callback callback, int status, Object body)
        throws IOException {
      text(response, callback, status, mapper.writeValueAsString(body));
    }

    private static void text(Response response, Callback callback, int status, String body) {
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      Content.Sink.write(response, true, body, callback);
    }
  }
}
