/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.publish.NewImage;
import io.imgapi.sandbox.publish.Publisher;
import io.imgapi.sandbox.zone.ZoneReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of a zone in a sandbox that runs as a process of its own, published and deleted over HTTP
 * in the operator's name. Every failure is a {@link SandboxException} with a reason, a message and
 * a remedy.
 */
public final class ZoneImages {

  private final SandboxControl sandbox;
  private final Clock clock;

  /** Takes the directory of a sandbox, and the time that requests are signed with. */
  public ZoneImages(Path directory, Clock clock) {
    this.sandbox = new SandboxControl(directory);
    this.clock = clock;
  }

  /**
   * An image that was published.
   *
   * @param uuid what the service gave it
   */
  public record Published(String uuid, String name) {}

  /**
   * Publishes the six sample images; not safe to repeat, each time they are new images.
   *
   * @throws SandboxException also where the service does not know the operator's key
   */
  public List<Published> publishSamples(String alias) {
    return with(
        alias,
        publisher -> {
          List<Published> published = new ArrayList<>();
          for (NewImage image : NewImage.samples()) {
            published.add(new Published(publisher.publish(image), image.name()));
          }
          return published;
        });
  }

  /** Deletes an image for good. */
  public void delete(String alias, String uuid) {
    with(
        alias,
        publisher -> {
          publisher.delete(uuid);
          return uuid;
        });
  }

  private <T> T with(String alias, Work<T> work) {
    SandboxRecord record = sandbox.running();
    ZoneReport zone =
        new ZoneControl(sandbox)
            .list().stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow(() -> ZoneControl.noSuchZone(alias));
    Path key = Path.of(record.home(), ".ssh", "id_rsa");
    try {
      return work.of(new Publisher(URI.create(zone.http()), record.account(), key, clock));
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.ZONE_FAILED,
          "the image service of " + alias + " did not do it: " + failure.getMessage(),
          "if it does not know the key: imgapi authkeys add %s %s.pub; imgapi authkeys reload --restart"
              .formatted(record.account(), key),
          failure);
    }
  }

  /** What is done with a publisher. */
  @FunctionalInterface
  private interface Work<T> {
    T of(Publisher publisher) throws IOException;
  }
}
