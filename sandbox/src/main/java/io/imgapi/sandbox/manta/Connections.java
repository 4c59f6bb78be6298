/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Ends connections without an answer. */
final class Connections {

  private Connections() {}

  static void drop(Exchange exchange, boolean reset) {
    if (!exchange.response().isCommitted()) {
      exchange.context().log().add(exchange.method(), exchange.rawPath(), 0);
    }
    end(exchange.request(), reset);
    exchange.callback().failed(new IOException("connection dropped"));
  }

  static void end(Request request, boolean reset) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    if (endPoint.getTransport() instanceof SocketChannel channel) {
      try {
        if (reset) {
          // Without lingering, close() sends RST instead of FIN.
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
      } catch (IOException alreadyGone) {
        endPoint.close(alreadyGone);
        return;
      }
    }
    endPoint.close();
  }
}
