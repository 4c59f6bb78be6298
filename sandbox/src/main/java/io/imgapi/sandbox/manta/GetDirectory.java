/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.Tree;
import io.imgapi.sandbox.store.Tree.NamedEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** GET and HEAD of a directory (manta-protocol.md 3.2). */
final class GetDirectory implements Operation {

  private static final int PIECE = 32 * 1024;

  /** The time of the directories that have no record, as the real one shows it. */
  private static final long ROOT_TIME = 1_369_244_383_714L;

  private static final List<String> TREES = List.of("public", "reports", "stor", "uploads");

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    Listing listing = Listing.of(exchange.query());
    boolean account = target.path().depth() == 1;
    Iterator<NamedEntry> children =
        account ? trees(listing) : children(exchange.context().tree(), target, listing);
    long total = account ? TREES.size() : exchange.context().tree().childCount(target.path());
    Cors.putStored(exchange, target.entry().orElseThrow().headers());
    exchange.put(HttpHeader.CONTENT_TYPE, ContentTypes.DIRECTORY_LISTING);
    exchange.put("Result-Set-Size", Long.toString(total));
    exchange.put(HttpHeader.TRANSFER_ENCODING, "chunked");
    Answer.head(exchange, 200);
    if (exchange.method().equals("HEAD")) {
      exchange.response().write(true, null, exchange.callback());
      return;
    }
    JsonText text = new JsonText(2 * PIECE);
    int left = listing.limit();
    while (left > 0 && children.hasNext()) {
      NamedEntry child = children.next();
      if (listing.wants(child.entry())) {
        ListingLine.append(text, child);
        left--;
        if (text.size() >= PIECE) {
          Answer.piece(exchange, text.take());
        }
      }
    }
    ByteBuffer rest = text.take();
    exchange.context().counters().sent(rest.remaining());
    exchange.response().write(true, rest, exchange.callback());
  }

  private static Iterator<NamedEntry> children(Tree tree, Target target, Listing listing) {
    if (listing.byTime()) {
      return TimeOrder.page(tree.children(target.path(), Optional.empty(), false), listing)
          .iterator();
    }
    return tree.children(target.path(), listing.marker(), listing.reverse());
  }

  /** An account's own listing, whose marker is exclusive (manta-protocol.md 1.1). */
  private static Iterator<NamedEntry> trees(Listing listing) {
    List<NamedEntry> trees = new ArrayList<>();
    for (String name : TREES) {
      if (listing.marker().map(marker -> name.compareTo(marker) > 0).orElse(true)) {
        trees.add(
            new NamedEntry(
                name,
                new io.imgapi.sandbox.store.DirectoryEntry(0, ROOT_TIME, java.util.Map.of())));
      }
    }
    return trees.iterator();
  }
}
