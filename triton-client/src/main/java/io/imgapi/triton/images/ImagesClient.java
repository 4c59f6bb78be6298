/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.images;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.http.Call;
import io.imgapi.triton.http.Reply;
import io.imgapi.triton.http.ServiceAddress;
import io.imgapi.triton.http.ServiceHttp;
import io.imgapi.triton.http.Values;
import io.imgapi.triton.wfapi.JobRef;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks and changes the IMGAPI of a data centre, and asks the updates server (triton-apis.md 6, 7).
 * Every call may throw {@link TritonException}.
 */
public final class ImagesClient implements AutoCloseable {
  private static final int PAGE = 1000;
  private final String name;
  private final ServiceHttp http;

  private ImagesClient(String name, ServiceHttp http) {
    this.name = name;
    this.http = http;
  }

  /** A client of a data centre's IMGAPI; nothing is connected yet. */
  public static ImagesClient ofDatacenter(URI base, TritonOptions options) {
    ServiceAddress address = ServiceAddress.inside("IMGAPI", base, "~2");
    return new ImagesClient(address.name(), new ServiceHttp(address, options));
  }

  /** A client of the updates server, through the options' proxy; certificates are checked. */
  public static ImagesClient ofUpdates(URI base, TritonOptions options) {
    ServiceAddress address =
        new ServiceAddress("the updates server", base, "*", options.trust(), options.proxy());
    return new ImagesClient(address.name(), new ServiceHttp(address, options));
  }

  /**
   * One image.
   *
   * @param channel of the updates server; empty in a data centre, {@code *} for any
   */
  public Image image(UUID image, Optional<String> channel) {
    return image(
        new Values(name, http.call(Call.get("/images/" + image).with("channel", channel)).body()));
  }

  /**
   * Active images of this very name, all pages of them; their order means nothing (7.1). A server's
   * pages may be shorter than what was asked for, so that only one without news is the last.
   */
  public List<Image> named(String wanted, Optional<String> channel) {
    Map<UUID, Image> all = new LinkedHashMap<>();
    Call first =
        Call.get("/images")
            .with("name", wanted)
            .with("channel", channel)
            .with("limit", Integer.toString(PAGE));
    Call next = first;
    while (true) {
      List<Image> page = Values.each(name, http.call(next).body(), this::image);
      int before = all.size();
      page.forEach(image -> all.putIfAbsent(image.uuid(), image));
      if (all.size() == before) {
        return all.values().stream().filter(image -> image.name().equals(wanted)).toList();
      }
      // The marker itself comes again: it is inclusive.
      next = first.with("marker", page.get(page.size() - 1).uuid().toString());
    }
  }

  /** The channels; a server without any has an empty list. */
  public List<Channel> channels() {
    try {
      return Values.each(
          name,
          http.call(Call.get("/channels")).body(),
          channel ->
              new Channel(
                  channel.text("name"),
                  channel.optional("description").orElse(""),
                  channel.isTrue("default")));
    } catch (TritonException e) {
      if (e.kind() == TritonException.Kind.ABSENT) {
        return List.of();
      }
      throw e;
    }
  }

  /** Lets an account use an image (6.2). Safe to repeat; the image as it is then. */
  public Image addToAcl(UUID image, UUID account) {
    Call call =
        Call.post("/images/" + image + "/acl")
            .with("action", "add")
            .saying(http.mapper().createArrayNode().add(account.toString()));
    return image(new Values(name, http.call(call).body()));
  }

  /** Begins to fetch an image from {@code source} (6.3). Look for a running import first. */
  public JobRef importRemote(UUID image, URI source, String channel) {
    String from = source.toString();
    Call call =
        Call.post("/images/" + image)
            .with("action", "import-remote")
            .with("source", from + (from.endsWith("/") ? "" : "/") + "?channel=" + channel);
    Reply reply = http.call(call);
    Values values = new Values(name, reply.body());
    return new JobRef(
        values.uuid("job_uuid"),
        values.uuid("image_uuid"),
        Values.address(reply.header("workflow-api")));
  }

  /** Removes an image, such as one whose import broke off. */
  public void delete(UUID image) {
    http.call(Call.delete("/images/" + image));
  }

  @Override
  public void close() {
    http.close();
  }

  private Image image(Values values) {
    return new Image(
        values.uuid("uuid"),
        values.uuid("owner"),
        values.text("name"),
        values.text("version"),
        values.text("state"),
        values.isTrue("disabled"),
        values.isTrue("public"),
        values.instant("published_at"),
        values.optional("os").orElse(""),
        values.optional("type").orElse(""),
        values.uuids("acl"),
        values.optionalUuid("origin"),
        values.texts("channels"));
  }
}
